import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import Skeleton from '@mui/material/Skeleton'
import Typography from '@mui/material/Typography'
import { useQuery } from '@tanstack/react-query'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link } from 'wouter'
import type { FactOn } from '../../../../shared/domain/finding.ts'
import type { Considered, ConsideredRule } from '../../../../shared/domain/outcome.ts'
import { tmtPack } from '../../../../shared/domain/tmt.ts'
import { StrideBadge } from '../../../ui/StrideBadge.tsx'
import { useApi } from '../../api.tsx'
import { findingPath } from '../../model/findings/finding-url.ts'
import { originText } from '../../model/origin.ts'
import { partPath } from '../../model/part-url.ts'
import { useVocabulary } from '../../model/useVocabulary.ts'
import { answerText } from '../../phrases.ts'
import { Section } from '../../Section.tsx'
import type { CoverageCell } from './cell.ts'

const states = ['confirmed', 'possible', 'stopped', 'suppressed', 'off', 'out-of-scope'] as const

interface WhyPanelProps {
  project: string
  part: string
  stride: CoverageCell['stride']
  labels: ReadonlyMap<string, string>
  onClose: () => void
}

/** Why there is nothing here, or just this: the rules that were asked, and the facts that stopped them. */
export function WhyPanel({ project, part, stride, labels, onClose }: WhyPanelProps) {
  const { t } = useTranslation(['coverage', 'common'])
  const api = useApi()
  const heading = useRef<HTMLHeadingElement>(null)
  const found = useQuery({ queryKey: ['analysis', project, 'considered', part, stride], queryFn: () => api.analysis.considered({ project, part, stride }) })
  useEffect(() => heading.current?.focus(), [part, stride])
  const fires = found.data?.rules.some(({ finding }) => finding !== null) ?? false
  return (
    <Box component="aside" aria-label={t('why.title')} data-why={`${part} ${stride ?? 'all'}`} sx={{ width: 440, flex: 'none', borderLeft: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', overflow: 'auto', p: 6 }}>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2, mb: 4 }}>
        <Box sx={{ flex: 1, minWidth: 0 }}>
          <Typography ref={heading} tabIndex={-1} variant="h2" sx={{ outline: 'none' }}>{t(found.isSuccess && fires ? 'why.titleSome' : 'why.title')}</Typography>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 1.5, mt: 1.5, color: 'text.secondary' }}>
            {stride === null ? null : <StrideBadge category={stride} label={t(`common:stride.${stride}`)} />}
            <Typography variant="body2">{labels.get(part)}{stride === null ? '' : ` · ${t(`common:stride.${stride}`)}`}</Typography>
          </Box>
        </Box>
        <IconButton size="small" aria-label={t('common:close')} onClick={onClose}><X size={16} /></IconButton>
      </Box>
      {found.isError ? <Alert severity="error">{t('why.failed')}</Alert> : null}
      {found.isPending ? <Skeleton height={60} /> : null}
      {found.data ? <Rules project={project} found={found.data} labels={labels} /> : null}
      <TemplateNote project={project} />
    </Box>
  )
}

/** A template has no reasons to show: that it runs as well must be said, or its silence would be taken for nothing. */
function TemplateNote({ project }: { project: string }) {
  const { t } = useTranslation('coverage')
  const api = useApi()
  const template = useQuery({ queryKey: ['rules', project, 'template'], queryFn: () => api.template.get({ project }) }).data
  const settings = useQuery({ queryKey: ['rules', project, 'settings'], queryFn: () => api.rule.settings({ project }) }).data
  if (!template || settings?.packs[tmtPack] === false) return null
  return <Alert severity="info" variant="outlined" sx={{ mt: 4 }}>{t('why.template', { name: template.name })}</Alert>
}

function Rules({ project, found, labels }: { project: string; found: Considered; labels: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('coverage')
  return (
    <>
      {found.rules.length === 0 ? <Typography sx={{ mb: 4 }}>{t('why.none')}</Typography> : null}
      {states.map((state) => {
        const rules = found.rules.filter((rule) => rule.state === state)
        if (rules.length === 0) return null
        return (
          <Section key={state} title={t(`why.${state}`, { count: rules.length })}>
            <Box component="ul" sx={{ listStyle: 'none', m: 0, p: 0, display: 'grid', gap: 3 }}>
              {rules.map((rule) => (
                <RuleLine key={rule.rule} project={project} rule={rule} part={found.part} labels={labels} />
              ))}
            </Box>
          </Section>
        )
      })}
      <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('why.notApplicable', { count: found.notApplicable })}</Typography>
    </>
  )
}

function RuleLine({ project, rule, part, labels }: { project: string; rule: ConsideredRule; part: string; labels: ReadonlyMap<string, string> }) {
  const { t } = useTranslation('coverage')
  return (
    <Box component="li" data-rule={rule.rule} data-state={rule.state}>
      {rule.finding === null ? (
        <Typography sx={{ fontWeight: 600 }}>{rule.title}</Typography>
      ) : (
        <Typography component={Link} href={findingPath(project, rule.finding)} sx={{ fontWeight: 600, color: 'primary.main' }}>{rule.title}</Typography>
      )}
      {rule.facts.map((fact) => (
        <FactLine key={`${fact.on} ${fact.fact}`} project={project} fact={fact} label={fact.on === part ? null : (labels.get(fact.on) ?? '')} />
      ))}
      {rule.state === 'stopped' && rule.facts.length === 0 ? <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('why.structure')}</Typography> : null}
      <Typography variant="caption" sx={{ color: 'text.secondary' }}>{rule.rule}</Typography>
    </Box>
  )
}

/** A fact with its value and where that comes from, and the way to change it. */
function FactLine({ project, fact, label }: { project: string; fact: FactOn; label: string | null }) {
  const { t } = useTranslation('coverage')
  const definition = useVocabulary().facts.find(({ name }) => name === fact.fact)
  return (
    <Box data-fact={fact.fact} sx={{ display: 'flex', gap: 2, alignItems: 'flex-start', py: 1 }}>
      <Box sx={{ flex: 1, minWidth: 0 }}>
        <Typography variant="body2">
          {label === null ? null : <>{label}: </>}
          {definition?.label ?? fact.fact}: <b>{answerText(definition, fact.value?.value ?? 'unknown')}</b>
        </Typography>
        {fact.value ? <Typography variant="caption" component="div" sx={{ color: 'text.secondary' }}>{originText(fact.value)}</Typography> : null}
      </Box>
      <Button size="small" variant="outlined" component={Link} href={partPath(project, fact.on, fact.fact)} sx={{ flex: 'none' }}>{t(fact.value ? 'why.change' : 'why.answer')}</Button>
    </Box>
  )
}
