import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import type { RegisterRow } from '../../../shared/domain/register.ts'
import type { Threat } from '../../../shared/domain/threat.ts'
import { useApi } from '../api.tsx'

const none: readonly RegisterRow[] = []

/** The threats of the register in its order; none until they are there. */
export function useRegisterThreats(project: string): readonly Threat[] {
  const api = useApi()
  const rows = useQuery({ queryKey: ['register', project], queryFn: () => api.register.rows({ project }) }).data ?? none
  return useMemo(() => rows.map(({ threat }) => threat), [rows])
}
