import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { diffParts, isEmpty } from '../../../shared/domain/diff.ts'
import { partsOfModel } from '../../../shared/domain/diff-parts.ts'
import type { Model } from '../../../shared/domain/model.ts'
import { probablePairs, type SamePart, updateModel } from '../../../shared/domain/model-update.ts'
import { tallyOf } from '../../../shared/domain/update-tally.ts'
import { useApi } from '../api.tsx'
import { PartChanges } from '../changes/PartChanges.tsx'
import { OpenPartChoice } from './OpenPartChoice.tsx'

/** A newer file of a project that has a model, read and not yet taken in. */
export interface PendingUpdate {
  name: string
  project: string
  old: Model
  imported: Model
  /** How many threats come with it. */
  threats: number
}

const partLists = ['elements', 'flows', 'boundaries'] as const
const tallies = ['added', 'renamed', 'moved', 'changed', 'gone'] as const

/** What a newer file changes, and what it cannot tell apart by itself, before anything happens. `onUpdate` gets what is the same. */
export function UpdateDialog({ update: { name, project, old, imported, threats }, onUpdate, onCancel }: { update: PendingUpdate; onUpdate: (same: SamePart[]) => void; onCancel: () => void }) {
  const { t } = useTranslation('update')
  const { t: common } = useTranslation('common')
  const api = useApi()
  const [same, setSame] = useState(() => probablePairs(old, imported))
  const open = useMemo(() => updateModel(old, imported).open, [old, imported])
  const { model, kept, removed } = useMemo(() => updateModel(old, imported, same), [old, imported, same])
  const diffs = useMemo(() => {
    const [before, after] = [partsOfModel(old), partsOfModel(model)]
    return partLists.map((list) => ({ list, diff: diffParts(before[list], after[list]) }))
  }, [old, model])
  const register = useQuery({ queryKey: ['threats', project], queryFn: () => api.threat.list({ project }) }).data ?? []
  const concerned = register.filter((threat) => [...threat.affected, ...threat.evidence].some((id) => removed.has(id))).length
  const tally = tallyOf(diffs.map(({ diff }) => diff))
  const unchanged = diffs.every(({ diff }) => isEmpty(diff))
  const choose = (part: Pick<SamePart, 'list' | 'key'>, chosen: string | null) =>
    setSame((before) => {
      const others = before.filter((one) => !(one.list === part.list && one.key === part.key) && one.old !== chosen)
      return chosen === null ? others : [...others, { list: part.list, key: part.key, old: chosen }]
    })

  return (
    <Dialog open fullWidth maxWidth="md" onClose={onCancel}>
      <DialogTitle>{t('title', { name })}</DialogTitle>
      <DialogContent sx={{ display: 'grid', gap: 5, alignContent: 'start' }}>
        <Typography sx={{ color: 'text.secondary' }}>{unchanged ? t('nothing') : t('text')}</Typography>
        {threats > 0 ? <Typography>{t('threats', { count: threats })}</Typography> : null}
        {unchanged ? null : (
          <Box sx={{ display: 'grid', gridTemplateColumns: `repeat(${tallies.length}, minmax(0, 1fr))`, gap: 2 }}>
            {tallies.map((what) => (
              <Box key={what} data-tally={what} sx={{ p: 3, border: '1px solid', borderColor: 'divider', borderRadius: '10px', color: tally[what] === 0 ? 'text.disabled' : 'text.primary' }}>
                <Typography variant="h2" component="p">{tally[what]}</Typography>
                <Typography variant="body2">{t(`tally.${what}`)}</Typography>
              </Box>
            ))}
          </Box>
        )}
        {open.length > 0 ? (
          <Box component="section" aria-label={t('open.title')}>
            <Typography variant="h2">{t('open.title')}</Typography>
            <Typography variant="body2" sx={{ color: 'text.secondary', mb: 3 }}>{t('open.text')}</Typography>
            <Box sx={{ display: 'grid', gap: 2 }}>
              {open.map((part) => (
                <OpenPartChoice key={`${part.list} ${part.key}`} part={part} same={same} onChoose={(chosen) => choose(part, chosen)} />
              ))}
            </Box>
          </Box>
        ) : null}
        {concerned > 0 ? <Alert severity="warning">{t('concerned', { count: concerned })}</Alert> : null}
        {diffs.filter(({ diff }) => !isEmpty(diff)).map(({ list, diff }) => <PartChanges key={list} title={t(`list.${list}`)} diff={diff} />)}
        {kept.length > 0 ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('kept', { count: kept.length, names: kept.map((part) => part.label || part.key).join(', ') })}</Typography> : null}
      </DialogContent>
      <DialogActions>
        <Button onClick={onCancel}>{common('cancel')}</Button>
        <Button variant="contained" autoFocus disabled={unchanged && threats === 0} onClick={() => onUpdate(same)}>{t('apply')}</Button>
      </DialogActions>
    </Dialog>
  )
}
