import { useEffect, useState } from 'react'

/** Whole seconds until `instant`, never below 0; null where there is none. */
export function useSecondsUntil(instant: string | null): number | null {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    if (instant === null) return
    const timer = setInterval(() => setNow(Date.now()), 200)
    return () => clearInterval(timer)
  }, [instant])
  return instant === null ? null : Math.max(0, Math.ceil((Date.parse(instant) - now) / 1000))
}

/** Whole minutes since `instant`, refreshed as they pass; null where there is none. */
export function useMinutesSince(instant: string | null): number | null {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return instant === null ? null : Math.max(0, Math.floor((now - Date.parse(instant)) / 60_000))
}

/** Whole minutes until `instant`, below 0 once it is over; null where there is none. */
export function useMinutesUntil(instant: string | null): number | null {
  const [now, setNow] = useState(() => Date.now())
  useEffect(() => {
    const timer = setInterval(() => setNow(Date.now()), 10_000)
    return () => clearInterval(timer)
  }, [])
  return instant === null ? null : Math.ceil((Date.parse(instant) - now) / 60_000)
}
