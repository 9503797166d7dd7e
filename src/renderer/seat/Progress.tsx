import type { JSX } from 'preact'

/** How far something is: a bar, and the words that say it. */
export function Progress({ done, asked, text }: { done: number; asked: number; text: string }): JSX.Element {
  return (
    <div class="progress">
      <div class="progress-bar" aria-hidden="true"><span style={{ width: `${asked === 0 ? 0 : (done / asked) * 100}%` }} /></div>
      <p role="status">{text}</p>
    </div>
  )
}
