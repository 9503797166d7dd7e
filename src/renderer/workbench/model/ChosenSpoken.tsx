import Box from '@mui/material/Box'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../../shared/domain/model.ts'
import { flowName, kindOf, type Part } from './parts.ts'

const unseen = { position: 'absolute', width: 1, height: 1, overflow: 'hidden', clipPath: 'inset(50%)', whiteSpace: 'nowrap' }

/** Says what is chosen on the diagram to those who do not see it. */
export function ChosenSpoken({ chosen, several, model, parts }: { chosen: string | null; several: number; model: Model; parts: ReadonlyMap<string, Part> }) {
  const { t } = useTranslation('model')
  const found = chosen === null ? undefined : parts.get(chosen)
  const flows = found?.type === 'element' ? model.flows.filter(({ source, target }) => source === chosen || target === chosen).length : 0
  const name = !found ? '' : found.type === 'flow' ? flowName(found.part, parts, t('freeEnd')) : { label: found.part.label || t('unnamed'), ends: '' }
  const text = !found || name === '' ? '' : `${t(`kind.${kindOf(found)}`)}: ${name.label}${name.ends && name.ends !== name.label ? ` (${name.ends})` : ''}${flows > 0 ? `, ${t('spoken.flows', { count: flows })}` : ''}`
  return (
    <Box aria-live="polite" sx={unseen}>
      {several > 1 ? t('selection.count', { count: several }) : text}
    </Box>
  )
}
