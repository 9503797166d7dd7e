import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import type { RevisionSummary } from '../../../shared/domain/register.ts'
import { historyLabel } from '../shell/history-label.ts'
import { type ChosenFile, type SideName, stepOf, type UndoPoint } from './sides.ts'

interface SideChoiceProps {
  label: string
  value: SideName
  names: readonly SideName[]
  seen: string | null
  revisions: readonly RevisionSummary[]
  file: ChosenFile | null
  steps: readonly UndoPoint[]
  onChoose: (name: SideName) => void
}

/** Which state stands on one side. */
export function SideChoice({ label, value, names, seen, revisions, file, steps, onChoose }: SideChoiceProps) {
  const { t, i18n } = useTranslation('changes')
  const { t: common } = useTranslation('common')
  const when = new Intl.DateTimeFormat(i18n.language, { dateStyle: 'medium', timeStyle: 'short' })
  const nameOf = (name: SideName) => {
    if (name === 'now') return t('side.now')
    if (name === 'seen') return seen === null ? t('side.seenNever') : t('side.seen', { when: when.format(new Date(seen)) })
    if (name === 'file') return file ? file.name : t('side.file')
    const step = stepOf(name)
    if (step !== null) return t('side.beforeStep', { label: historyLabel(steps.find((one) => one.step === step)?.label ?? '…', common) })
    const revision = revisions.find(({ id }) => id === name)
    return revision ? t('side.revision', { number: revision.number, when: when.format(new Date(revision.createdAt)) }) : t('side.revisionGone')
  }
  return (
    <TextField select label={label} value={value} sx={{ width: 250 }} onChange={(event) => onChoose(event.target.value)}>
      {(names.includes(value) ? names : [value, ...names]).map((name) => (
        <MenuItem key={name} value={name}>
          {nameOf(name)}
        </MenuItem>
      ))}
    </TextField>
  )
}
