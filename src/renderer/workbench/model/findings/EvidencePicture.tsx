import Box from '@mui/material/Box'
import type { SxProps } from '@mui/material/styles'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../../../shared/domain/model.ts'
import type { PictureTheme } from '../../../../shared/domain/seat-diagram.ts'
import { diagramSvg } from '../../../../shared/picture/diagram.ts'
import { ownPositions } from '../../../../shared/picture/place.ts'
import { zoomedSvg } from '../../../../shared/picture/zoom.ts'
import { usePalette } from '../usePalette.ts'
import { useModelQuery } from '../../model-query.ts'

/** Up to this many elements a diagram is small enough to be read whole. */
const wholeUpTo = 24

/** The SVG text of what `lit` stands in; null where the model has none of it. */
function pictureOf(model: Model, lit: readonly string[], theme: PictureTheme, whole: boolean): string | null {
  const diagram = model.elements.find((element) => lit.includes(element.id))?.diagram
  const fits = model.elements.filter((element) => element.diagram === diagram).length <= wholeUpTo
  if (whole && fits && diagram !== undefined) return diagramSvg(model, ownPositions(model), theme, { diagram, highlight: lit })
  return zoomedSvg(model, ownPositions(model), theme, lit)
}

/**
 * The diagram around `lit` (elements, flows), with those lit up; the whole of it where `whole` asks for that and it is small. Nothing
 * where the model does not have them. Labels are text: the picture escapes them.
 */
export function EvidencePicture({ project, lit, whole = false, sx }: { project: string; lit: readonly string[]; whole?: boolean; sx?: SxProps }) {
  const { t } = useTranslation('model')
  const theme = usePalette().night ? 'dark' : 'light'
  const model = useModelQuery(project).data
  const ids = lit.join(' ')
  const svg = useMemo(() => (model && ids !== '' ? pictureOf(model, ids.split(' '), theme, whole) : null), [model, ids, theme, whole])
  if (svg === null) return null
  return (
    <Box
      role="img"
      aria-label={t('evidencePicture')}
      data-evidence-picture
      sx={{ display: 'grid', placeItems: 'center', overflow: 'hidden', bgcolor: 'background.paper', '& svg': { width: '100%', height: '100%', display: 'block' }, '& svg > rect:first-of-type': { fill: 'transparent' }, ...sx }}
      dangerouslySetInnerHTML={{ __html: svg }}
    />
  )
}
