import { forceLayout, type ForceInput } from './force-layout.ts'

/** What the worker says: how far it is, 0 to 1, and at the end where everything stands. */
export type ForceMessage = { share: number } | { boxes: [string, { x: number; y: number; width: number; height: number }][] }

/** Milliseconds between two words about how far it is. */
const oftenMs = 100

const answer = (message: ForceMessage) => self.postMessage(message)
let last = 0
self.addEventListener('message', (event: MessageEvent<ForceInput>) => {
  const boxes = forceLayout(event.data, (share) => {
    const now = performance.now()
    if (now - last < oftenMs) return
    last = now
    answer({ share })
  })
  answer({ boxes: [...boxes] })
})
