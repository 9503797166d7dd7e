import Box from '@mui/material/Box'
import ButtonBase from '@mui/material/ButtonBase'
import { ChevronDown, ChevronRight, Maximize2, ZoomIn } from 'lucide-react'
import { useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../../../shared/domain/model.ts'
import { diagramSvg } from '../../../../shared/picture/diagram.ts'
import { ownPositions } from '../../../../shared/picture/place.ts'
import { zoomedSvg } from '../../../../shared/picture/zoom.ts'
import { Key } from '../../../ui/Key.tsx'
import { usePalette } from '../../model/usePalette.ts'
import type { PictureChoice } from './usePictureChoice.ts'
import { useModelQuery } from '../../model-query.ts'

/** Above this many elements the whole of a diagram is too small to be read on a desk. */
const wholeUpTo = 150

function wholeSvg(model: Model, theme: 'light' | 'dark', parts: readonly string[]): string | null {
  const diagram = [...model.elements, ...model.flows].find((part) => parts.includes(part.id))?.diagram
  if (diagram === undefined || model.elements.length > wholeUpTo) return null
  return diagramSvg(model, ownPositions(model), theme, { diagram, highlight: parts })
}

interface DeskPictureProps {
  project: string
  /** Elements and flows to light up and to look at. */
  parts: readonly string[]
  choice: PictureChoice
  height: number
}

/** The model around what the room talks about, lit up. It can be folded away, and looked at whole; both are remembered. */
export function DeskPicture({ project, parts, choice, height }: DeskPictureProps) {
  const { t } = useTranslation('desk')
  const { night } = usePalette()
  const model = useModelQuery(project).data
  const names = parts.join(' ')
  const { shown, whole, toggle, toggleWhole } = choice
  const svg = useMemo(() => {
    if (!model || !shown) return null
    const theme = night ? 'dark' : 'light'
    const lit = names.split(' ')
    return (whole ? wholeSvg(model, theme, lit) : null) ?? zoomedSvg(model, ownPositions(model), theme, lit)
  }, [model, shown, whole, night, names])
  const known = model !== undefined && [...model.elements, ...model.flows].some((part) => parts.includes(part.id))
  if (!known) return null
  const button = { display: 'inline-flex', alignItems: 'center', gap: 1.5, px: 1.5, py: 0.5, borderRadius: '6px', fontSize: 13, fontWeight: 600, color: 'text.secondary', '&:hover': { color: 'text.primary' } } as const
  return (
    <Box component="section" aria-label={t('picture.title')} sx={{ border: '1px solid', borderColor: 'divider', borderRadius: '12px', bgcolor: 'background.paper', overflow: 'hidden' }}>
      <Box sx={{ display: 'flex', justifyContent: 'space-between', px: 2, py: 1 }}>
        <ButtonBase aria-expanded={shown} onClick={toggle} sx={button}>
          {shown ? <ChevronDown size={15} aria-hidden /> : <ChevronRight size={15} aria-hidden />}
          {t('picture.title')}
          <Key>M</Key>
        </ButtonBase>
        {shown && model.elements.length <= wholeUpTo ? (
          <ButtonBase onClick={toggleWhole} sx={button}>
            {whole ? <ZoomIn size={14} aria-hidden /> : <Maximize2 size={14} aria-hidden />}
            {t(whole ? 'picture.zoom' : 'picture.whole')}
            <Key>Z</Key>
          </ButtonBase>
        ) : null}
      </Box>
      {svg === null ? null : (
        <Box
          role="img"
          aria-label={t('picture.label')}
          data-picture={whole ? 'whole' : 'zoom'}
          sx={{ height, borderTop: '1px solid', borderColor: 'divider', '& svg': { width: '100%', height: '100%', display: 'block' }, '& svg > rect:first-of-type': { fill: 'transparent' } }}
          // Our own drawing, in which every label is escaped.
          dangerouslySetInnerHTML={{ __html: svg }}
        />
      )}
    </Box>
  )
}
