import Box from '@mui/material/Box'
import { useQuery } from '@tanstack/react-query'
import { useMemo } from 'react'
import { diagramSvg } from '../../../shared/picture/diagram.ts'
import { ownPositions } from '../../../shared/picture/place.ts'
import { useApi } from '../api.tsx'
import { usePalette } from '../model/usePalette.ts'
import { modelOfParts } from './parts-model.ts'

/** A small picture of what is in a template or stamp. Labels are text: the picture escapes them. */
export function BlueprintPicture({ id }: { id: string }) {
  const api = useApi()
  const theme = usePalette().night ? 'dark' : 'light'
  const parts = useQuery({ queryKey: ['blueprints', 'parts', id], queryFn: () => api.blueprint.parts({ blueprint: id }) }).data
  const svg = useMemo(() => {
    if (!parts) return ''
    const model = modelOfParts(parts)
    return diagramSvg(model, ownPositions(model), theme)
  }, [parts, theme])
  return (
    <Box
      aria-hidden
      sx={{ height: 132, p: 2, display: 'grid', placeItems: 'center', overflow: 'hidden', '& svg': { width: '100%', height: '100%', display: 'block' }, '& svg > rect:first-of-type': { fill: 'transparent' } }}
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  )
}
