import Autocomplete from '@mui/material/Autocomplete'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import IconButton from '@mui/material/IconButton'
import Paper from '@mui/material/Paper'
import Switch from '@mui/material/Switch'
import TextField from '@mui/material/TextField'
import ToggleButton from '@mui/material/ToggleButton'
import ToggleButtonGroup from '@mui/material/ToggleButtonGroup'
import Typography from '@mui/material/Typography'
import { X } from 'lucide-react'
import { type ReactNode, useEffect, useId, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { bands } from '../../../../shared/domain/dread.ts'
import type { Model } from '../../../../shared/domain/model.ts'
import { useVocabulary } from '../useVocabulary.ts'
import { withParents } from './filter.ts'
import type { ModelView } from './useModelView.ts'
import { dataClasses, type Filter, filterKinds, heats } from './view-settings.ts'

/** What the model is looked at by: colours, what is asked for, what helps to find one's way. Everything shows at once. */
export function ViewPanel({ model, view, onClose }: { model: Model; view: ModelView; onClose: () => void }) {
  const { t } = useTranslation(['model', 'common'])
  const { settings, set } = view
  const place = useRef<HTMLElement>(null)
  const name = useId()
  useEffect(() => place.current?.querySelector<HTMLElement>('button[aria-pressed=true]')?.focus(), [])
  const filter = (change: Partial<Filter>) => set({ filter: { ...settings.filter, ...change } })
  return (
    <Paper
      component="section"
      ref={place}
      variant="outlined"
      aria-labelledby={name}
      onKeyDown={(event) => {
        if (event.key !== 'Escape' || event.defaultPrevented) return
        event.preventDefault()
        onClose()
      }}
      sx={{ position: 'absolute', top: 12, right: 12, zIndex: 4, width: 312, maxWidth: 'calc(100% - 24px)', maxHeight: 'calc(100% - 24px)', overflow: 'auto', display: 'grid', gap: 3, p: 4, boxShadow: '0 6px 24px rgb(0 0 0 / 0.14)' }}
    >
      <Box sx={{ display: 'flex', alignItems: 'center', mt: -1, mb: -1 }}>
        <Typography id={name} variant="h3" component="h2" sx={{ flex: 1 }}>
          {t('view.title')}
        </Typography>
        <IconButton size="small" aria-label={t('view.close')} onClick={onClose}>
          <X size={16} />
        </IconButton>
      </Box>
      <One label={t('view.heat')} value={settings.heat} options={heats.map((heat) => ({ value: heat, label: t(`view.heats.${heat}`) }))} onChange={(heat) => set({ heat })} />
      {view.heat?.size === 0 ? (
        <Typography variant="body2" sx={{ color: 'text.secondary', mt: -1.5 }}>
          {t(settings.heat === 'scores' ? 'view.noScores' : 'view.noFindings')}
        </Typography>
      ) : null}
      <One label={t('view.focus')} value={`${settings.focus}`} options={(['0', '1', '2'] as const).map((steps) => ({ value: steps, label: t(`view.steps.${steps}`) }))} onChange={(steps) => set({ focus: steps === '2' ? 2 : steps === '1' ? 1 : 0 })} />
      <Box sx={{ display: 'flex', alignItems: 'center', borderTop: '1px solid', borderColor: 'divider', pt: 3, mb: -1 }}>
        <Typography variant="h3" component="h3" sx={{ flex: 1 }}>
          {t('view.filter')}
        </Typography>
        <Typography variant="body2" role="status" sx={{ color: 'text.secondary' }}>
          {t('view.count', view.count)}
        </Typography>
      </Box>
      <Technologies model={model} chosen={settings.filter.technologies} onChange={(technologies) => filter({ technologies })} />
      <Several label={t('view.data')} chosen={settings.filter.data} options={dataClasses.map((data) => ({ value: data, label: t(`view.dataClass.${data}`) }))} onChange={(data) => filter({ data })} />
      <Several label={t('view.severity')} chosen={settings.filter.bands} options={bands.map((band) => ({ value: band, label: t(`common:band.${band}`) }))} onChange={(wanted) => filter({ bands: wanted })} />
      <Several label={t('view.kinds')} chosen={settings.filter.kinds} options={filterKinds.map((kind) => ({ value: kind, label: t(`kind.${kind}`) }))} onChange={(kinds) => filter({ kinds })} />
      <One label={t('view.scope')} value={settings.filter.scope} options={(['all', 'in', 'out'] as const).map((scope) => ({ value: scope, label: t(`view.scopes.${scope}`) }))} onChange={(scope) => filter({ scope })} />
      <Button variant="outlined" disabled={!view.narrowed} onClick={view.showAll}>
        {t('view.showAll')}
      </Button>
      <Box sx={{ display: 'grid', borderTop: '1px solid', borderColor: 'divider', pt: 2 }}>
        <FormControlLabel control={<Switch size="small" checked={settings.legend} onChange={(_, legend) => set({ legend })} />} label={<Typography variant="body2">{t('view.legend')}</Typography>} sx={{ gap: 1.5, ml: 0 }} />
        <FormControlLabel control={<Switch size="small" checked={settings.minimap} onChange={(_, minimap) => set({ minimap })} />} label={<Typography variant="body2">{t('view.minimap')}</Typography>} sx={{ gap: 1.5, ml: 0 }} />
      </Box>
    </Paper>
  )
}

interface Option<T extends string> {
  value: T
  label: string
}

function Labelled({ label, children }: { label: string; children: ReactNode }) {
  return (
    <Box>
      <Typography variant="subtitle2" sx={{ color: 'text.secondary', mb: 1 }}>
        {label}
      </Typography>
      {children}
    </Box>
  )
}

const row = { flexWrap: 'wrap', gap: 1, '& .MuiToggleButton-root': { border: '1px solid', borderColor: 'divider', borderRadius: '6px !important', m: '0 !important', py: 0.5, px: 2, fontSize: 13 } }

/** One of a few, as buttons. */
function One<T extends string>({ label, value, options, onChange }: { label: string; value: T; options: readonly Option<T>[]; onChange: (value: T) => void }) {
  return (
    <Labelled label={label}>
      <ToggleButtonGroup exclusive size="small" aria-label={label} value={value} sx={row}>
        {options.map((option) => (
          <ToggleButton key={option.value} value={option.value} onClick={() => onChange(option.value)}>
            {option.label}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Labelled>
  )
}

/** Any of a few, as buttons. */
function Several<T extends string>({ label, chosen, options, onChange }: { label: string; chosen: readonly T[]; options: readonly Option<T>[]; onChange: (chosen: T[]) => void }) {
  return (
    <Labelled label={label}>
      <ToggleButtonGroup size="small" aria-label={label} value={[...chosen]} sx={row}>
        {options.map(({ value, label: text }) => (
          <ToggleButton key={value} value={value} onClick={() => onChange(chosen.includes(value) ? chosen.filter((one) => one !== value) : [...chosen, value])}>
            {text}
          </ToggleButton>
        ))}
      </ToggleButtonGroup>
    </Labelled>
  )
}

/** The technologies that are in the model, and what they are kinds of. */
function Technologies({ model, chosen, onChange }: { model: Model; chosen: readonly string[]; onChange: (technologies: string[]) => void }) {
  const { t } = useTranslation('model')
  const { technologies } = useVocabulary()
  const { names, options } = useMemo(() => {
    const parentsOf = new Map(technologies.map(({ id, parents }) => [id, parents]))
    const used = new Set(model.elements.flatMap(({ technology }) => (technology === null ? [] : [...withParents(technology, parentsOf)])))
    const words = new Map(technologies.map(({ id, name }) => [id, name]))
    return { names: words, options: [...new Set([...used, ...chosen])].sort((a, b) => (words.get(a) ?? a).localeCompare(words.get(b) ?? b)) }
  }, [model, technologies, chosen])
  return (
    <Autocomplete
      multiple
      size="small"
      options={options}
      value={[...chosen]}
      getOptionLabel={(id) => names.get(id) ?? id}
      onChange={(_, next) => onChange(next)}
      noOptionsText={t('view.noTechnology')}
      renderInput={(params) => <TextField {...params} label={t('view.technology')} />}
    />
  )
}
