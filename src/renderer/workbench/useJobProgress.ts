import { useEffect, useState } from 'react'
import type { JobProgress } from '../../shared/contract/workbench.ts'
import { useApi } from './api.tsx'

/** The latest progress of one job; null until it reports any. */
export function useJobProgress(job: string): JobProgress | null {
  const api = useApi()
  const [progress, setProgress] = useState<JobProgress | null>(null)
  useEffect(() => {
    const abort = new AbortController()
    async function follow() {
      for await (const report of await api.app.jobs(undefined, { signal: abort.signal })) {
        if (report.job === job) setProgress(report)
      }
    }
    // Progress is a courtesy: losing it must not disturb the work.
    follow().catch(() => undefined)
    return () => abort.abort()
  }, [api, job])
  return progress
}
