import { createORPCClient } from '@orpc/client'
import { RPCLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { SignSeatContract } from '../../../shared/contract/sign-seat.ts'
import { inTime } from '../connection.ts'

type SignClient = ContractRouterClient<SignSeatContract>

/** Asks the room one thing, over a line of its own: a phone may sleep for minutes while its owner reads. */
export async function ask<Answer>(question: (client: SignClient) => Promise<Answer>): Promise<Answer> {
  const url = new URL('/seat', location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  url.hash = ''
  const websocket = new WebSocket(url)
  try {
    await inTime(new Promise((resolve, reject) => {
      websocket.addEventListener('open', resolve)
      websocket.addEventListener('close', () => reject(new Error('no room')))
    }))
    const client: SignClient = createORPCClient(new RPCLink({ websocket }))
    return await inTime(question(client))
  } finally {
    websocket.close()
  }
}
