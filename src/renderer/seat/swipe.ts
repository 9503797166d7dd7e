import { useRef } from 'preact/hooks'

/** CSS pixels of a sideways move that counts as turning the page. */
const farEnough = 64

export interface SwipeHandlers {
  onTouchStart: (event: TouchEvent) => void
  onTouchEnd: (event: TouchEvent) => void
}

/** Swipe right for the previous page, left for the next; a move that is mostly vertical stays a scroll. */
export function useSwipe(previous: () => void, next: () => void): SwipeHandlers {
  const fromRef = useRef<{ x: number; y: number } | null>(null)
  return {
    onTouchStart(event) {
      const touch = event.touches.length === 1 ? event.touches[0] : undefined
      fromRef.current = touch ? { x: touch.clientX, y: touch.clientY } : null
    },
    onTouchEnd(event) {
      const touch = event.changedTouches[0]
      if (!touch || !fromRef.current) return
      const across = touch.clientX - fromRef.current.x
      const down = Math.abs(touch.clientY - fromRef.current.y)
      fromRef.current = null
      if (Math.abs(across) < farEnough || Math.abs(across) < 2 * down) return
      if (across > 0) previous()
      else next()
    },
  }
}
