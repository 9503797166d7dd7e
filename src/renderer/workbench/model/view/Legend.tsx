import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Paper from '@mui/material/Paper'
import Typography from '@mui/material/Typography'
import { X } from 'lucide-react'
import { type ReactNode, useMemo } from 'react'
import { useTranslation } from 'react-i18next'
import { type Band, bands } from '../../../../shared/domain/dread.ts'
import type { Model } from '../../../../shared/domain/model.ts'
import type { Badge } from '../graph/badges.ts'
import { usePalette } from '../usePalette.ts'
import type { ModelView } from './useModelView.ts'

/** What there is on a diagram to be explained. */
function seenOn(model: Model, badges: ReadonlyMap<string, Badge>) {
  const elements = new Set(model.elements.map(({ id }) => id))
  const free = (id: string | null) => id === null || !elements.has(id)
  const here = [...model.elements, ...model.flows].flatMap(({ id }) => badges.get(id) ?? [])
  return {
    kinds: new Set(model.elements.map(({ kind }) => kind)),
    boundaries: new Set(model.boundaries.map(({ kind }) => kind)),
    flows: { any: model.flows.length > 0, both: model.flows.some(({ bidirectional }) => bidirectional), free: model.flows.some(({ source, target }) => free(source) || free(target)) },
    notes: (model.notes?.length ?? 0) > 0,
    bands: bands.filter((band) => here.some((badge) => badge.band === band)),
    confirmed: here.some(({ confirmed }) => confirmed),
    possible: here.some(({ confirmed }) => !confirmed),
  }
}

/** Explains what is on the diagram now, and nothing else. */
export function Legend({ model, badges, view }: { model: Model; badges: ReadonlyMap<string, Badge>; view: ModelView }) {
  const { t } = useTranslation(['model', 'common'])
  const { palette, severity } = usePalette()
  const seen = useMemo(() => seenOn(model, badges), [model, badges])
  const line = { stroke: palette.muted, strokeWidth: 1.5, fill: palette.surface }
  const barsOf: Record<Band, number> = { Critical: 4, High: 3, Medium: 2, Low: 1 }
  return (
    <Paper component="section" variant="outlined" aria-label={t('view.legend')} sx={{ position: 'absolute', left: 12, bottom: 12, zIndex: 2, maxWidth: 260, maxHeight: 'calc(100% - 72px)', overflow: 'auto', p: 3, pt: 2 }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 4, mb: 1 }}>
        <Typography variant="h3" component="h2" sx={{ flex: 1 }}>
          {t('view.legend')}
        </Typography>
        <IconButton size="small" aria-label={t('view.hideLegend')} onClick={() => view.set({ legend: false })}>
          <X size={15} />
        </IconButton>
      </Box>
      <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 1.5 }}>
        {seen.kinds.has('process') ? <Line text={t('kind.process')} picture={<rect x="2" y="3" width="30" height="14" rx="7" {...line} />} /> : null}
        {seen.kinds.has('data-store') ? (
          <Line
            text={t('kind.data-store')}
            picture={
              <>
                <rect x="2" y="3" width="30" height="14" fill={palette.surface} />
                <path d="M2 3h30M2 17h30" stroke={palette.muted} strokeWidth={2} />
              </>
            }
          />
        ) : null}
        {seen.kinds.has('external-entity') ? <Line text={t('kind.external-entity')} picture={<rect x="2" y="3" width="30" height="14" {...line} fill={palette.background} strokeWidth={2} />} /> : null}
        {seen.boundaries.has('box') ? <Line text={t('kind.boundary')} picture={<rect x="2" y="3" width="30" height="14" rx="3" {...line} fill={palette.accentSoft} strokeDasharray="4 3" />} /> : null}
        {seen.boundaries.has('line') ? <Line text={t('view.boundaryLine')} picture={<path d="M2 10h30" {...line} strokeDasharray="5 3" />} /> : null}
        {seen.flows.any ? <Line text={t('kind.flow')} picture={<Arrow colour={palette.muted} />} /> : null}
        {seen.flows.both ? <Line text={t('view.both')} picture={<Arrow colour={palette.muted} both />} /> : null}
        {seen.flows.free ? <Line text={t('view.free')} picture={<Arrow colour={palette.muted} dashed />} /> : null}
        {seen.notes ? <Line text={t('view.note')} picture={<rect x="2" y="3" width="30" height="14" fill={palette.surface} stroke={palette.line} />} /> : null}
        {view.heat
          ? view.steps.map((step, index) => (
              <Line
                key={step.fill}
                text={view.settings.heat === 'scores' ? t(`common:band.${bands[3 - index] ?? 'Low'}`) : t(`view.step.${index === 0 ? 1 : index === 1 ? 2 : index === 2 ? 3 : 4}`)}
                picture={<Bars fill={step.fill} ink={step.text} bars={index + 1} edge={palette.muted} />}
              />
            ))
          : seen.bands.map((band) => <Line key={band} text={t('view.worst', { band: t(`common:band.${band}`) })} picture={<Bars fill={severity[band].fill} ink={severity[band].text} bars={barsOf[band]} edge={severity[band].fill} />} />)}
        {view.heat ? <Line text={t(view.settings.heat === 'scores' ? 'view.figureScores' : 'view.figureFindings')} picture={<Figure ink={palette.text} />} /> : null}
        {!view.heat && seen.confirmed ? <Line text={t('view.confirmed')} picture={<rect x="5" y="4" width="24" height="12" rx="4" fill={palette.muted} />} /> : null}
        {!view.heat && seen.possible ? <Line text={t('view.possible')} picture={<rect x="5" y="4" width="24" height="12" rx="4" {...line} strokeDasharray="3 2" />} /> : null}
        {view.narrowed ? <Line text={t('view.dim')} picture={<rect x="2" y="3" width="30" height="14" rx="7" {...line} opacity={0.3} />} /> : null}
      </Box>
    </Paper>
  )
}

function Line({ text, picture }: { text: string; picture: ReactNode }) {
  return (
    <Box component="li" sx={{ display: 'flex', alignItems: 'center', gap: 3, fontSize: 13, lineHeight: 1.3 }}>
      <Box component="svg" aria-hidden viewBox="0 0 34 20" sx={{ width: 34, height: 20, flex: 'none' }}>
        {picture}
      </Box>
      {text}
    </Box>
  )
}

function Arrow({ colour, both = false, dashed = false }: { colour: string; both?: boolean; dashed?: boolean }) {
  return (
    <>
      <path d="M3 10h28" stroke={colour} strokeWidth={1.6} strokeDasharray={dashed ? '4 3' : undefined} />
      <path d="M32 10l-8-4v8z" fill={colour} />
      {both ? <path d="M2 10l8-4v8z" fill={colour} /> : null}
    </>
  )
}

function Bars({ fill, ink, bars, edge }: { fill: string; ink: string; bars: number; edge: string }) {
  return (
    <>
      <rect x="4" y="2" width="26" height="16" rx="5" fill={fill} stroke={edge} />
      {[1, 2, 3, 4].map((bar) => (
        <rect key={bar} x={5 + bar * 4.5} y={14 - (2 + bar * 2)} width="3" height={2 + bar * 2} fill={ink} opacity={bar <= bars ? 1 : 0.25} />
      ))}
    </>
  )
}

function Figure({ ink }: { ink: string }) {
  return (
    <text x="17" y="15" textAnchor="middle" fontSize="13" fontWeight="700" fill={ink}>
      12
    </text>
  )
}
