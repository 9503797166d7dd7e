import { createORPCClient } from '@orpc/client'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import { RPCLink as SocketLink } from '@orpc/client/websocket'
import type { ContractRouterClient } from '@orpc/contract'
import type { WorkbenchContract } from '../../shared/contract/workbench.ts'

export type WorkbenchClient = ContractRouterClient<WorkbenchContract>

/**
 * `connected`, `reconnecting` (calls wait until it is back), or `refused`: this tab was never let in, or is no longer;
 * only a new one-time address helps.
 */
export type ConnectionStatus = 'connected' | 'reconnecting' | 'refused'

export interface Connection {
  api: WorkbenchClient
  host: 'electron' | 'browser'
  close: () => void
}

export interface ConnectOptions {
  onStatus?: (status: ConnectionStatus) => void
}

/** Thrown where this tab may not connect: it has no token and no session. */
export class NotLetIn extends Error {
  override name = 'NotLetIn'
}

const tabKey = 'dreadnought:tab'
const protocol = 'dreadnought'

/**
 * Connects to the application: through the port that the Electron preload hands over, else over WebSocket.
 * @throws NotLetIn where a browser tab has neither a one-time token nor a session.
 */
export async function connect(options: ConnectOptions = {}): Promise<Connection> {
  return navigator.userAgent.includes('Electron/') ? connectPort(options) : connectSocket(options)
}

/** The preload sends the port when it is asked for; a page of another origin can not send one. */
function handedPort(): Promise<MessagePort> {
  return new Promise((resolve) => {
    const listen = (event: MessageEvent) => {
      const [port] = event.ports
      if (event.source !== window || event.data !== 'dreadnought:port' || !port) return
      window.removeEventListener('message', listen)
      resolve(port)
    }
    window.addEventListener('message', listen)
    window.postMessage('dreadnought:connect', window.location.origin)
  })
}

async function connectPort(options: ConnectOptions): Promise<Connection> {
  const port = await handedPort()
  port.start()
  options.onStatus?.('connected')
  return { api: createORPCClient(new PortLink({ port })), host: 'electron', close: () => port.close() }
}

/** Takes `#t=TOKEN&to=/path` out of the address at once, so that it is in no history, bookmark or screenshot. */
function takeToken(): string | null {
  const fragment = new URLSearchParams(window.location.hash.slice(1))
  const token = fragment.get('t')
  if (token === null) return null
  const to = fragment.get('to')
  // The page routes by its fragment, so that the same paths work under Electron's own protocol.
  const view = to !== null && to.startsWith('/') ? `#${to}` : ''
  window.history.replaceState(null, '', `${window.location.pathname}${window.location.search}${view}`)
  return token
}

/** The tab's secret: exchanged for a token, or kept from before a reload. */
async function tabSecret(): Promise<string> {
  const token = takeToken()
  if (token !== null) {
    const answer = await fetch('/session', { method: 'POST', headers: { 'content-type': 'application/json' }, body: JSON.stringify({ token }) })
    if (answer.ok) {
      const body: unknown = await answer.json()
      if (typeof body === 'object' && body !== null && 'tab' in body && typeof body.tab === 'string') {
        window.sessionStorage.setItem(tabKey, body.tab)
        return body.tab
      }
    }
  }
  const kept = window.sessionStorage.getItem(tabKey)
  if (kept === null) throw new NotLetIn('This address was used already, or has none of its own.')
  return kept
}

async function connectSocket(options: ConnectOptions): Promise<Connection> {
  const secret = await tabSecret()
  const address = `${window.location.protocol === 'https:' ? 'wss' : 'ws'}://${window.location.host}/rpc`
  const link = createSocketLink(() => new WebSocket(address, [protocol, `tab.${secret}`]), options.onStatus)
  return { api: createORPCClient(link.link), host: 'browser', close: link.close }
}

type AnyLink = Pick<SocketLink<Record<never, never>>, 'call'>

/** Waits between two tries, in milliseconds; the last one repeats. */
const waits = [100, 250, 500, 1000, 2000]
/** Tries that never opened, after which the server is taken to refuse this tab rather than to be away. */
const triesBeforeRefused = 20

/**
 * A link over a socket that comes back by itself. Calls made while it is away wait; calls and watches that were under way
 * when it went fail, because nobody can know whether they were done. Exported for tests, which bring their own socket.
 */
export function createSocketLink(open: () => WebSocket, onStatus: (status: ConnectionStatus) => void = () => undefined): { link: AnyLink; close: () => void } {
  let closed = false
  let everOpen = false
  let failures = 0
  let socket: WebSocket | undefined
  let current = next()

  function next(): Promise<AnyLink> {
    return new Promise((resolve, reject) => {
      const attempt = () => {
        if (closed) return reject(new Error('The connection was closed.'))
        const opened = open()
        socket = opened
        const link = new SocketLink({ websocket: opened })
        let wasOpen = false
        opened.addEventListener('open', () => {
          wasOpen = true
          everOpen = true
          failures = 0
          onStatus('connected')
          resolve(link)
        })
        opened.addEventListener('close', () => {
          if (closed) return reject(new Error('The connection was closed.'))
          if (wasOpen) {
            onStatus('reconnecting')
            current = next()
            return
          }
          failures += 1
          // A tab that was let in before keeps trying: the application may be starting again.
          if (failures === triesBeforeRefused || (!everOpen && failures === 5)) onStatus('refused')
          setTimeout(attempt, waits[Math.min(failures, waits.length) - 1])
        })
      }
      attempt()
    })
  }

  const link: AnyLink = {
    call: async (path, input, callOptions) => {
      const ready = await current
      return ready.call(path, input, callOptions)
    },
  }
  // Whoever calls gets the rejection; here nobody waits yet.
  current.catch(() => undefined)
  return {
    link,
    close: () => {
      closed = true
      socket?.close()
    },
  }
}
