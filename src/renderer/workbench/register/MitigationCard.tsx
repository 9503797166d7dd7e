import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { ChevronDown, ChevronRight } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Mitigation, type MitigationChange, MitigationStatus, mitigationStatuses } from '../../../shared/domain/mitigation.ts'
import { SavedText } from '../settings/SavedText.tsx'
import { todayHere } from './grid-row.ts'
import { useDecisions } from './useDecisions.ts'

/** One thing that is done: its status at once, the rest when it is opened. */
export function MitigationCard({ project, mitigation }: { project: string; mitigation: Mitigation }) {
  const { t } = useTranslation('decisions')
  const { change, drop } = useDecisions(project)
  const [open, setOpen] = useState(false)
  const { id, title, status, due, owner } = mitigation
  const set = (part: MitigationChange) => change(id, part)
  const late = status === 'planned' && due !== null && due < todayHere()
  return (
    <Box sx={{ border: '1px solid', borderColor: 'divider', borderRadius: '10px' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, p: 2 }}>
        <ButtonBase aria-expanded={open} aria-label={t('editMitigation', { title })} onClick={() => setOpen(!open)} sx={{ flex: 1, minWidth: 0, justifyContent: 'flex-start', textAlign: 'left', gap: 1.5, borderRadius: '6px', p: 1 }}>
          {open ? <ChevronDown size={16} /> : <ChevronRight size={16} />}
          <Box sx={{ minWidth: 0 }}>
            <Box sx={{ fontWeight: 550 }}>{title}</Box>
            <Typography variant="caption" sx={{ color: late ? 'error.main' : 'text.secondary' }}>
              {[owner, due ?? '', late ? t('late') : '', mitigation.threats.length > 1 ? t('covers', { count: mitigation.threats.length }) : ''].filter((part) => part !== '').join(' · ')}
            </Typography>
          </Box>
        </ButtonBase>
        <TextField select value={status} slotProps={{ htmlInput: { 'aria-label': t('statusOf', { title }) } }} sx={{ width: 132 }} onChange={(event) => set({ status: MitigationStatus.parse(event.target.value), ...(event.target.value === 'verified' && mitigation.verifiedOn === null ? { verifiedOn: todayHere() } : {}) })}>
          {mitigationStatuses.map((name) => (
            <MenuItem key={name} value={name}>
              {t(`status.${name}`)}
            </MenuItem>
          ))}
        </TextField>
      </Box>
      {open ? (
        <Box sx={{ display: 'grid', gap: 3, px: 3, pb: 3 }}>
          <SavedText label={t('mitigationTitle')} multiline saved={title} onSave={(text) => text.trim() !== '' && set({ title: text.trim() })} />
          <SavedText label={t('requirement')} multiline saved={mitigation.requirement} onSave={(requirement) => set({ requirement })} />
          <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 150px', gap: 3 }}>
            <SavedText label={t('doneBy')} saved={owner} onSave={(text) => set({ owner: text })} />
            <TextField label={t('dueMitigation')} type="date" value={due ?? ''} onChange={(event) => set({ due: event.target.value === '' ? null : event.target.value })} slotProps={{ inputLabel: { shrink: true } }} />
          </Box>
          <SavedText label={t('ticket')} saved={mitigation.ticket} onSave={(ticket) => set({ ticket })} />
          {status === 'verified' ? (
            <>
              <SavedText label={t('test')} multiline saved={mitigation.test} onSave={(test) => set({ test })} />
              <Box sx={{ display: 'grid', gridTemplateColumns: '1fr 150px', gap: 3 }}>
                <SavedText label={t('result')} saved={mitigation.result} onSave={(result) => set({ result })} />
                <TextField label={t('verifiedOn')} type="date" value={mitigation.verifiedOn ?? ''} onChange={(event) => set({ verifiedOn: event.target.value === '' ? null : event.target.value })} slotProps={{ inputLabel: { shrink: true } }} />
              </Box>
            </>
          ) : null}
          <Button color="inherit" size="small" sx={{ justifySelf: 'start' }} onClick={() => drop(id)}>
            {t('removeMitigation')}
          </Button>
        </Box>
      ) : null}
    </Box>
  )
}
