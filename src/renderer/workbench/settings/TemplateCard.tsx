import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import FormControlLabel from '@mui/material/FormControlLabel'
import Switch from '@mui/material/Switch'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery } from '@tanstack/react-query'
import { FileUp, Trash2, TriangleAlert } from 'lucide-react'
import { useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { tmtPack, type TemplateInfo } from '../../../shared/domain/tmt.ts'
import { useApi } from '../api.tsx'
import { toBase64 } from '../base64.ts'
import { useHistory } from '../shell/history.ts'
import { useToasts } from '../shell/Toasts.tsx'
import { Card } from './Card.tsx'

/** Filters that cannot be read are shown up to this many; the rest is counted. */
const shownProblems = 3

/** The template of Microsoft's tool that runs in this project, its switch, and the way to another one. */
export function TemplateCard({ project }: { project: string }) {
  const { t } = useTranslation(['settings', 'common', 'rules'])
  const api = useApi()
  const { say, fail } = useToasts()
  const { undo } = useHistory(project)
  const input = useRef<HTMLInputElement>(null)
  const template = useQuery({ queryKey: ['rules', project, 'template'], queryFn: () => api.template.get({ project }) })
  const settings = useQuery({ queryKey: ['rules', project, 'settings'], queryFn: () => api.rule.settings({ project }) })
  const undoable = (text: string) => say(text, { label: t('common:undo'), run: undo })
  const use = useMutation({
    mutationFn: async (file: File) => api.template.use({ project, file: { name: file.name, bytes: toBase64(new Uint8Array(await file.arrayBuffer())) } }),
    onSuccess: ({ name }) => undoable(t('templateUsed', { name })),
    onError: fail,
  })
  const drop = useMutation({ mutationFn: () => api.template.drop({ project }), onSuccess: () => undoable(t('templateDropped')), onError: fail })
  const turn = useMutation({ mutationFn: (on: boolean) => api.rule.setSettings({ project, packs: { [tmtPack]: on } }), onError: fail })
  const turnOff = useMutation({
    mutationFn: (type: string) => api.rule.setSettings({ project, rules: { [type]: false } }),
    onSuccess: (_, type) => undoable(t('rules:ruleOff', { rule: type })),
    onError: fail,
  })
  if (template.data === undefined || settings.data === undefined) return null
  const info = template.data
  return (
    <Card title={t('template')} text={t('templateText')}>
      {info ? (
        <>
          <Box sx={{ display: 'flex', alignItems: 'center', gap: 3 }} data-template={info.name}>
            <Box sx={{ flex: 1, minWidth: 0 }}>
              <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{info.name}</Typography>
              <Typography variant="caption" component="p" sx={{ color: 'text.secondary', overflowWrap: 'anywhere' }}>
                {[info.version, t('templateRules', { count: info.rules }), info.file].filter((part) => part !== '').join(' · ')}
              </Typography>
            </Box>
            <FormControlLabel control={<Switch checked={settings.data.packs[tmtPack] !== false} onChange={(_, on) => turn.mutate(on)} />} label={t('templateOn')} />
          </Box>
          {info.slow ? <Slow slow={info.slow} onOff={(type) => turnOff.mutate(type)} /> : null}
          <Problems problems={info.problems} />
        </>
      ) : null}
      <Box sx={{ display: 'flex', gap: 2 }}>
        <Button variant="outlined" startIcon={<FileUp size={15} />} onClick={() => input.current?.click()}>
          {t(info ? 'templateOther' : 'templateChoose')}
        </Button>
        {info ? (
          <Button color="inherit" startIcon={<Trash2 size={15} />} onClick={() => drop.mutate()} sx={{ color: 'text.secondary' }}>
            {t('remove')}
          </Button>
        ) : null}
      </Box>
      <input
        ref={input}
        type="file"
        hidden
        accept=".tb7,.tm7"
        aria-label={t('templateChoose')}
        onChange={({ target }) => {
          const [file] = target.files ?? []
          if (file) use.mutate(file)
          target.value = ''
        }}
      />
    </Card>
  )
}

/** That the template takes too long here, and what to do about it. */
function Slow({ slow: { type, seconds }, onOff }: { slow: NonNullable<TemplateInfo['slow']>; onOff: (type: string) => void }) {
  const { t } = useTranslation('settings')
  return (
    <Alert
      severity="warning"
      action={
        type === '' ? null : (
          <Button color="inherit" onClick={() => onOff(type)}>
            {t('templateSlowOff', { type })}
          </Button>
        )
      }
    >
      {t('templateSlow', { seconds })} {type === '' ? t('templateSlowUnknown') : t('templateSlowType', { type })}
    </Alert>
  )
}

function Problems({ problems }: Pick<TemplateInfo, 'problems'>) {
  const { t } = useTranslation('settings')
  if (problems.length === 0) return null
  return (
    <Box role="note" sx={{ display: 'grid', gridTemplateColumns: 'auto 1fr', gap: 2, color: 'text.secondary' }}>
      <TriangleAlert size={16} aria-hidden style={{ marginTop: 2 }} />
      <Box>
        <Typography variant="body2">{t('templateProblems', { count: problems.length })}</Typography>
        <Box component="ul" sx={{ m: 0, pl: 5 }}>
          {problems.slice(0, shownProblems).map(({ type, filter, at, expected }) => (
            <Typography key={`${type} ${filter}`} variant="body2" component="li" sx={{ overflowWrap: 'anywhere' }}>
              {t('templateProblem', { type, filter: t(`templateFilter.${filter}`), at, expected })}
            </Typography>
          ))}
        </Box>
      </Box>
    </Box>
  )
}
