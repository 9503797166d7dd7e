import { request as httpRequest } from 'node:http'
import { request as httpsRequest } from 'node:https'

/** Who answered: this room's own listener, something else on the same port, or nobody. */
export type ProbeAnswer = 'ours' | 'other' | 'none'

const answerWithinMs = 2000

/** Asks the room for a page that only it has, over the network card, as a phone would. Never rejects. */
export function probeRoom(origin: string, path: string): Promise<ProbeAnswer> {
  return new Promise((resolve) => {
    const url = new URL(path, origin)
    const options = { method: 'GET', agent: false, timeout: answerWithinMs } as const
    // Its own certificate is signed by nobody; the path is the proof that it is this room.
    const sent = url.protocol === 'https:' ? httpsRequest(url, { ...options, rejectUnauthorized: false }) : httpRequest(url, options)
    sent.on('response', (response) => {
      response.resume()
      resolve(response.statusCode === 204 ? 'ours' : 'other')
    })
    sent.on('timeout', () => sent.destroy())
    sent.on('error', () => resolve('none'))
    sent.on('close', () => resolve('none'))
    sent.end()
  })
}
