import Box from '@mui/material/Box'
import Chip from '@mui/material/Chip'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Table from '@mui/material/Table'
import TableBody from '@mui/material/TableBody'
import TableCell from '@mui/material/TableCell'
import TableRow from '@mui/material/TableRow'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import type { RefObject } from 'react'
import { useTranslation } from 'react-i18next'
import { StrideNames } from '../StrideNames.tsx'
import { dreadFactors, total } from '../../../shared/domain/dread.ts'
import type { PackInfo, RuleDetail } from '../../../shared/domain/rule.ts'
import { useApi } from '../api.tsx'
import { BulletList, Section } from '../Section.tsx'
import { ConditionText } from './ConditionText.tsx'
import { TemplateText } from './TemplateText.tsx'

interface RulePaneProps {
  rule: string
  pack: PackInfo | undefined
  on: boolean
  packOn: boolean
  findings: number
  pane: RefObject<HTMLDivElement | null>
  onSwitch: (on: boolean) => void
}

/** Everything a rule says of itself, in the order in which one asks: what, why, when, and what to do. */
export function RulePane({ rule, pack, on, packOn, findings, pane, onSwitch }: RulePaneProps) {
  const { t } = useTranslation(['rules', 'common'])
  const api = useApi()
  const detail = useQuery({ queryKey: ['rules', null, 'detail', rule], queryFn: () => api.rule.detail({ rule }) })
  if (!detail.data) return null
  const of = detail.data
  return (
    <Box ref={pane} tabIndex={-1} component="article" aria-label={rule} sx={{ p: 8, maxWidth: 860, outline: 'none' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 2, flexWrap: 'wrap', mb: 3 }}>
        <StrideNames stride={of.stride} />
        <Box sx={{ flex: 1 }} />
        <FormControlLabel
          sx={{ mr: 0 }}
          disabled={!packOn}
          control={<Switch size="small" checked={on && packOn} onChange={(_, value) => onSwitch(value)} />}
          label={packOn ? t(on ? 'runs' : 'runsNot') : t('packIsOff')}
          labelPlacement="start"
        />
      </Box>
      <Typography variant="h1" component="h2" sx={{ mb: 2 }}>
        <TemplateText text={of.title} />
      </Typography>
      <Typography sx={{ color: 'text.secondary', mb: 6 }}>
        {rule} · {pack?.title ?? of.pack} · {t('findingCount', { count: findings })}
      </Typography>
      <Section title={t('why')}>
        <Typography sx={{ fontSize: 15 }}>
          <TemplateText text={of.why} />
        </Typography>
      </Section>
      <Section title={t('asked', { on: t(`subject.${of.on}`) })}>
        <ConditionText condition={of.where} />
      </Section>
      <Section title={t('fires')}>
        <ConditionText condition={of.when} />
      </Section>
      {of.example === '' ? null : (
        <Section title={t('example')}>
          <Typography>{of.example}</Typography>
        </Section>
      )}
      {of.notWhen === '' ? null : (
        <Section title={t('notWhen')}>
          <Typography>{of.notWhen}</Typography>
        </Section>
      )}
      <Section title={t('mitigations')}>
        <BulletList items={of.mitigations} />
      </Section>
      <Suggested detail={of} />
      <Section title={t('references')}>
        <Table size="small">
          <TableBody>
            {of.references.map(({ id, title }) => (
              <TableRow key={id}>
                <TableCell sx={{ whiteSpace: 'nowrap', pl: 0, width: 160, fontWeight: 600 }}>{id}</TableCell>
                <TableCell sx={{ color: 'text.secondary' }}>{title}</TableCell>
              </TableRow>
            ))}
          </TableBody>
        </Table>
      </Section>
      {of.tags.length > 0 ? (
        <Section title={t('tags')}>
          <Box sx={{ display: 'flex', gap: 1.5, flexWrap: 'wrap' }}>
            {of.tags.map((tag) => (
              <Chip key={tag} size="small" variant="outlined" label={tag} />
            ))}
          </Box>
        </Section>
      ) : null}
    </Box>
  )
}

/** The bare case, and what raises it. */
function Suggested({ detail }: { detail: RuleDetail }) {
  const { t } = useTranslation(['rules', 'common'])
  const steps = (by: RuleDetail['raise'][number]['by']) =>
    dreadFactors.filter((factor) => by[factor] !== 0).map((factor) => `${t(`common:dread.${factor}`)} ${by[factor] > 0 ? '+' : '−'}${String(Math.abs(by[factor]))}`)
  return (
    <Section title={t('suggested', { total: total(detail.dread) })}>
      <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap', mb: detail.raise.length > 0 ? 3 : 0 }}>
        {dreadFactors.map((factor) => (
          <Box key={factor} sx={{ border: '1px solid', borderColor: 'divider', borderRadius: '7px', px: 3, py: 1.5, minWidth: 92 }}>
            <Typography variant="caption" component="p" sx={{ color: 'text.secondary' }}>
              {t(`common:dread.${factor}`)}
            </Typography>
            <Typography sx={{ fontWeight: 650, fontSize: 16 }}>{detail.dread[factor]}</Typography>
          </Box>
        ))}
      </Box>
      {detail.raise.length > 0 ? <Typography variant="body2" sx={{ color: 'text.secondary', mb: 1 }}>{t('raisedBy')}</Typography> : null}
      <Box component="ul" sx={{ m: 0, pl: 5, display: 'grid', gap: 1, fontSize: 13 }}>
        {detail.raise.map(({ text, when, by }, index) => (
          <li key={index}>
            {text === '' ? <ConditionText condition={when} /> : text}
            <Box component="span" sx={{ color: 'text.secondary' }}> ({steps(by).join(', ')})</Box>
          </li>
        ))}
      </Box>
    </Section>
  )
}
