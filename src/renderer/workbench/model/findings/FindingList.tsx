import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import ButtonBase from '@mui/material/ButtonBase'
import Typography from '@mui/material/Typography'
import { CircleCheck, CircleDashed, CircleHelp } from 'lucide-react'
import { useEffect, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FindingState } from '../../../../shared/domain/finding-state.ts'
import type { Finding } from '../../../../shared/domain/finding.ts'
import { SeverityChip } from '../../../ui/SeverityChip.tsx'
import { StrideBadge } from '../../../ui/StrideBadge.tsx'
import { FindingDetail } from './FindingDetail.tsx'
import type { Part } from '../parts.ts'
import { useListKeys } from '../useListKeys.ts'
import type { FactDefinition } from '../vocabulary.ts'

const step = 60

export interface FindingListProps {
  project: string
  findings: readonly Finding[]
  states: ReadonlyMap<string, FindingState>
  open: string | null
  parts: ReadonlyMap<string, Part>
  definitions: readonly FactDefinition[]
  onOpen: (finding: string | null) => void
  onChoose: (id: string) => void
}

/** Findings in the order of the analysis; the open one explains itself and lights up its evidence. */
export function FindingList({ findings, ...rest }: FindingListProps) {
  const { t } = useTranslation(['model', 'common'])
  const { list, onKeyDown } = useListKeys()
  const [limit, setLimit] = useState(step)
  const openAt = findings.findIndex((finding) => finding.id === rest.open)
  const shown = Math.max(limit, openAt + 1)
  return (
    <>
      <Box component="ul" ref={list} onKeyDown={onKeyDown} aria-label={t('finding.title')} sx={{ listStyle: 'none', m: 0, p: 2 }}>
        {findings.slice(0, shown).map((finding) => (
          <FindingRow key={finding.id} finding={finding} {...rest} />
        ))}
      </Box>
      {findings.length > shown ? (
        <Button sx={{ mx: 4, mb: 3 }} onClick={() => setLimit(shown + step)}>
          {t('finding.more', { count: Math.min(step, findings.length - shown) })}
        </Button>
      ) : null}
    </>
  )
}

function FindingRow({ finding, open, states, onOpen, ...rest }: Omit<FindingListProps, 'findings'> & { finding: Finding }) {
  const { t } = useTranslation(['model', 'common'])
  const opened = open === finding.id
  const state = states.get(finding.id)?.state ?? 'new'
  const row = useRef<HTMLLIElement>(null)
  useEffect(() => {
    if (opened) row.current?.scrollIntoView({ block: 'nearest' })
  }, [opened])
  return (
    <Box component="li" ref={row} data-finding={finding.id} data-rule={finding.rule} sx={{ borderRadius: '8px', bgcolor: opened ? 'action.selected' : 'transparent', mb: 0.5 }}>
      <ButtonBase
        data-row
        aria-expanded={opened}
        onClick={() => onOpen(opened ? null : finding.id)}
        sx={{ display: 'block', width: '100%', textAlign: 'left', p: 2, borderRadius: '8px', opacity: state === 'dismissed' ? 0.55 : 1, '&:hover': { bgcolor: 'action.hover' }, '&:focus-visible': { outlineOffset: -2 } }}
      >
        <Typography variant="body2" sx={{ fontWeight: 600, lineHeight: 1.35, textDecoration: state === 'dismissed' ? 'line-through' : 'none' }}>
          {finding.title}
        </Typography>
        <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mt: 1.5, flexWrap: 'wrap' }}>
          <SeverityChip band={finding.severity} label={t(`common:band.${finding.severity}`)} />
          {finding.stride.map((category) => (
            <StrideBadge key={category} category={category} label={t(`common:stride.${category}`)} />
          ))}
          <Box component="span" sx={{ display: 'inline-flex', alignItems: 'center', gap: 1, fontSize: 12, color: 'text.secondary', ml: 1 }}>
            {finding.status === 'confirmed' ? <CircleCheck size={14} /> : <CircleHelp size={14} />}
            {t(`finding.${finding.status}`)}
            {state === 'new' ? null : (
              <>
                <CircleDashed size={14} /> {t(`finding.${state}`)}
              </>
            )}
          </Box>
        </Box>
      </ButtonBase>
      {opened ? <FindingDetail finding={finding} {...rest} /> : null}
    </Box>
  )
}
