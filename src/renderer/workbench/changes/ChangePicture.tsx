import Box from '@mui/material/Box'
import Tab from '@mui/material/Tab'
import Tabs from '@mui/material/Tabs'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { DiffSide } from '../../../shared/contract/diff.ts'
import type { DrawnChanges } from '../../../shared/domain/drawn-changes.ts'
import { diagramSvg, drawnDiagrams } from '../../../shared/picture/diagram.ts'
import { ownPositions } from '../../../shared/picture/place.ts'
import { useApi } from '../api.tsx'
import { usePalette } from '../model/usePalette.ts'
import { ChangeBadge, marks } from './Mark.tsx'

interface ChangePictureProps {
  project: string
  wanted: { before: DiffSide; after: DiffSide }
  /** Names the two sides for the cache. */
  topic: readonly unknown[]
}

/** How many parts of a diagram changed. */
function changesOn({ model, marks: all }: DrawnChanges, diagram: string): number {
  return [...model.elements, ...model.flows, ...model.boundaries].filter((part) => part.diagram === diagram && all[part.id] !== undefined).length
}

/** Both states in one picture: what is new, gone or different is marked where it stands. The lists below say the same in words. */
export function ChangePicture({ project, wanted, topic }: ChangePictureProps) {
  const { t } = useTranslation('changes')
  const api = useApi()
  const theme = usePalette().night ? 'dark' : 'light'
  const drawn = useQuery({
    queryKey: ['analysis', project, 'compare', 'drawing', ...topic],
    queryFn: ({ signal }) => api.diff.drawing({ project, ...wanted, job: crypto.randomUUID() }, { signal }),
    retry: false,
  }).data
  const diagrams = useMemo(() => (drawn ? drawnDiagrams(drawn.model).flatMap((id) => (changesOn(drawn, id) > 0 ? [id] : [])) : []), [drawn])
  const [chosen, setChosen] = useState<string | null>(null)
  const diagram = diagrams.find((id) => id === chosen) ?? diagrams[0]
  const svg = useMemo(() => (drawn && diagram !== undefined ? diagramSvg(drawn.model, ownPositions(drawn.model), theme, { diagram, marks: new Map(Object.entries(drawn.marks)) }) : null), [drawn, diagram, theme])
  if (!drawn || svg === null) return null
  return (
    <Box component="section" aria-label={t('picture.title')}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 4, mb: 3, flexWrap: 'wrap' }}>
        <Typography variant="h2" sx={{ flex: 1 }}>
          {t('picture.title')}
        </Typography>
        {marks.map((mark) => (
          <Box key={mark} sx={{ display: 'flex', alignItems: 'center', gap: 2, color: 'text.secondary', fontSize: 13 }}>
            <ChangeBadge mark={mark} />
            <span aria-hidden>{t(`mark.${mark}`)}</span>
          </Box>
        ))}
      </Box>
      {diagrams.length > 1 ? (
        <Tabs value={diagram} onChange={(_, id: string) => setChosen(id)} variant="scrollable" sx={{ mb: 2 }}>
          {diagrams.map((id) => (
            <Tab key={id} value={id} label={`${drawn.model.diagrams.find((one) => one.id === id)?.name || t('picture.diagram')} (${String(changesOn(drawn, id))})`} />
          ))}
        </Tabs>
      ) : null}
      <Box
        role="img"
        aria-label={t('picture.says', { count: diagram === undefined ? 0 : changesOn(drawn, diagram) })}
        sx={{ border: '1px solid', borderColor: 'divider', borderRadius: '10px', overflow: 'auto', maxHeight: '60vh', p: 2, bgcolor: 'background.paper', display: 'grid', placeItems: 'center', '& svg': { maxWidth: '100%', height: 'auto', display: 'block' }, '& svg > rect:first-of-type': { fill: 'transparent' } }}
        dangerouslySetInnerHTML={{ __html: svg }}
      />
    </Box>
  )
}
