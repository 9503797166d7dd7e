import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Checkbox from '@mui/material/Checkbox'
import Chip from '@mui/material/Chip'
import Typography from '@mui/material/Typography'
import { Check, RotateCcw, X } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { SeverityChip } from '../../ui/SeverityChip.tsx'
import { Section } from '../Section.tsx'
import { ChangeMark } from './ChangeMark.tsx'
import { DetailHead } from './DetailHead.tsx'
import type { RowGroup } from './groups.ts'

interface GroupDetailProps {
  group: RowGroup
  /** Members that an action on the group is about: the ticked ones, or all where none is ticked. */
  chosen: ReadonlySet<string>
  /** Whether its members were dismissed: then all that can be done is to take that back. */
  dismissed: boolean
  onAccept: () => void
  onDismiss: () => void
  onReconsider: () => void
  onToggle: (id: string) => void
  onOpen: (id: string) => void
}

/** Findings of one rule as one: what is decided of it is decided of all that stay ticked. */
export function GroupDetail({ group, chosen, dismissed, onAccept, onDismiss, onReconsider, onToggle, onOpen }: GroupDetailProps) {
  const { t } = useTranslation(['threats', 'common'])
  const [worst] = group.members
  if (!worst) return null
  return (
    <Box sx={{ p: 8, maxWidth: 860 }}>
      <DetailHead
        row={{ ...worst, title: group.title }}
        actions={
          dismissed ? (
            <Button variant="outlined" startIcon={<RotateCcw size={15} />} onClick={onReconsider}>
              {t('reconsider')}
              <KeyHint>R</KeyHint>
            </Button>
          ) : (
          <>
            <Button variant="contained" startIcon={<Check size={15} />} onClick={onAccept}>
              {t('group.accept', { count: chosen.size })}
              <KeyHint>A</KeyHint>
            </Button>
            <Button variant="outlined" color="inherit" startIcon={<X size={15} />} onClick={onDismiss}>
              {t('group.dismiss', { count: chosen.size })}
              <KeyHint>X</KeyHint>
            </Button>
          </>
          )
        }
      />
      <Typography sx={{ color: 'text.secondary', mb: 5 }}>{t('group.help')}</Typography>
      <Section title={t('group.members', { count: group.members.length })}>
        <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0 }}>
          {group.members.map((member) => (
            <Box component="li" key={member.id} sx={{ display: 'flex', alignItems: 'center', gap: 2, borderBottom: '1px solid', borderColor: 'divider' }}>
              <Checkbox size="small" checked={chosen.has(member.id)} onChange={() => onToggle(member.id)} slotProps={{ input: { 'aria-label': `${t('select')}: ${member.title}` } }} />
              <Button color="inherit" onClick={() => onOpen(member.id)} sx={{ flex: 1, minWidth: 0, justifyContent: 'flex-start', textAlign: 'left', fontWeight: 500 }}>
                {member.title}
              </Button>
              {member.change ? <ChangeMark state={member.change} /> : null}
              <Chip size="small" variant="outlined" label={t(`status.${member.status}`)} sx={member.status === 'possible' ? { borderStyle: 'dashed' } : {}} />
              {member.band ? <SeverityChip band={member.band} label={t(`common:band.${member.band}`)} /> : null}
            </Box>
          ))}
        </Box>
      </Section>
      <Section title={t('why')}>
        <Typography sx={{ fontSize: 15 }}>{worst.text}</Typography>
      </Section>
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>
        {t('ruleOf')}: {group.rule}
      </Typography>
    </Box>
  )
}
