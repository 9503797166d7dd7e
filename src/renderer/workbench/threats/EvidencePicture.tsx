import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { lazy, Suspense } from 'react'
import { useApi } from '../api.tsx'

// Cytoscape is large: triage is usable before it is there.
const EvidenceGraph = lazy(async () => ({ default: (await import('../model/EvidenceGraph.tsx')).EvidenceGraph }))

/** Above this many parts a small picture says nothing, and the list of names has to do. */
const mostParts = 300

/** The model with a finding's evidence lit up. */
export function EvidencePicture({ project, evidence }: { project: string; evidence: readonly string[] }) {
  const api = useApi()
  const model = useQuery({ queryKey: ['model', project], queryFn: () => api.model.get({ project }) }).data
  if (!model || model.elements.length === 0 || model.elements.length > mostParts) return null
  return (
    <Box sx={{ height: 260, mb: 3, border: '1px solid', borderColor: 'divider', borderRadius: '10px', overflow: 'hidden', bgcolor: 'background.paper' }}>
      <Suspense>
        <EvidenceGraph model={model} highlight={evidence} />
      </Suspense>
    </Box>
  )
}
