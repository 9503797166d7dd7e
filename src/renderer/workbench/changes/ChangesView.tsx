import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { useMutation, useQuery } from '@tanstack/react-query'
import { ArrowLeftRight, Download, FileUp } from 'lucide-react'
import { useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { useApi } from '../api.tsx'
import { toBase64 } from '../base64.ts'
import { explain } from '../explain.ts'
import { saveFile } from '../save-file.ts'
import { type Command, useCommands } from '../shell/commands.tsx'
import { stagePath } from '../shell/stages.ts'
import { useToasts } from '../shell/Toasts.tsx'
import { comparePath } from './compare-path.ts'
import { ChangePicture } from './ChangePicture.tsx'
import { FindingChanges } from './FindingChanges.tsx'
import { PartChanges } from './PartChanges.tsx'
import { SideChoice } from './SideChoice.tsx'
import { type ChosenFile, sideNames, sideOf } from './sides.ts'

const partLists = ['threats', 'mitigations', 'header', 'elements', 'flows', 'boundaries'] as const

/** Two states of a project side by side: the model now, what was last seen, a revision, or a newer file. */
export function ChangesView({ project, before, after }: { project: string; before: string; after: string }) {
  const { t } = useTranslation('changes')
  const { t: common } = useTranslation('common')
  const api = useApi()
  const [, navigate] = useLocation()
  const { fail } = useToasts()
  const [file, setFile] = useState<ChosenFile | null>(null)
  const field = useRef<HTMLInputElement>(null)
  const top = useRef<HTMLDivElement>(null)
  const seen = useQuery({ queryKey: ['analysis', project, 'since'], queryFn: () => api.diff.since({ project }) }).data?.seen ?? null
  const revisions = useQuery({ queryKey: ['revisions', project], queryFn: () => api.register.revisions({ project }) }).data ?? []
  const steps = useQuery({ queryKey: ['history', project, 'steps'], queryFn: () => api.history.steps({ project }) }).data ?? []
  const sides = useMemo(() => ({ before: sideOf(before, file), after: sideOf(after, file) }), [before, after, file])
  const wanted = sides.before && sides.after ? { before: sides.before, after: sides.after } : null
  // Its key begins with a topic, so that an edit compares anew.
  const found = useQuery({
    queryKey: ['analysis', project, 'compare', before, after, file?.name, file?.bytes.length],
    queryFn: ({ signal }) => (wanted ? api.diff.compare({ project, ...wanted, job: crypto.randomUUID() }, { signal }) : null),
    enabled: wanted !== null,
    retry: false,
  })
  const save = useMutation({
    mutationFn: async (format: 'json' | 'md') => (wanted ? saveFile(await api.diff.export({ project, ...wanted, format, job: crypto.randomUUID() })) : undefined),
    onError: fail,
  })
  const choose = (side: 'before' | 'after', name: string) => navigate(side === 'before' ? comparePath(project, name, after) : comparePath(project, before, name), { replace: true })
  const swap = () => navigate(comparePath(project, after, before), { replace: true })
  const chooseFile = () => field.current?.click()
  const commands: Command[] = [
    { id: 'swap', label: t('swap'), keys: ['s'], run: swap },
    { id: 'file', label: t('chooseFile'), keys: ['f'], run: chooseFile },
    { id: 'json', label: t('exportJson'), keys: ['e'], disabled: wanted === null, run: () => save.mutate('json') },
    { id: 'markdown', label: t('exportMarkdown'), keys: ['m'], disabled: wanted === null, run: () => save.mutate('md') },
    { id: 'down', label: t('down'), keys: ['j', 'arrowdown'], run: () => top.current?.scrollBy({ top: 120 }) },
    { id: 'up', label: t('up'), keys: ['k', 'arrowup'], run: () => top.current?.scrollBy({ top: -120 }) },
    { id: 'back', label: t('back'), keys: ['escape'], run: () => navigate(stagePath(project, 'threats')) },
  ]
  useCommands(commands)
  const names = sideNames(seen !== null, revisions, steps)
  const data = found.data ?? null
  return (
    <Box sx={{ display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr)', height: '100%' }}>
      <input
        ref={field}
        type="file"
        hidden
        data-testid="compare-input"
        onChange={(event) => {
          const chosen = event.target.files?.[0]
          event.target.value = ''
          if (!chosen) return
          void chosen.arrayBuffer().then((bytes) => {
            setFile({ name: chosen.name, bytes: toBase64(new Uint8Array(bytes)) })
            if (before !== 'file' && after !== 'file') navigate(comparePath(project, before === 'seen' ? 'now' : before, 'file'), { replace: true })
          })
        }}
      />
      <Box sx={{ display: 'flex', alignItems: 'center', gap: 3, flexWrap: 'wrap', px: 5, py: 3, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
        <Typography variant="h2" component="h1" sx={{ mr: 2 }}>
          {t('title')}
        </Typography>
        <SideChoice label={t('before')} value={before} names={names} seen={seen?.at ?? null} revisions={revisions} file={file} steps={steps} onChoose={(name) => choose('before', name)} />
        <Button color="inherit" aria-label={t('swap')} onClick={swap}>
          <ArrowLeftRight size={16} />
          <KeyHint>S</KeyHint>
        </Button>
        <SideChoice label={t('after')} value={after} names={names} seen={seen?.at ?? null} revisions={revisions} file={file} steps={steps} onChoose={(name) => choose('after', name)} />
        <Button color="inherit" startIcon={<FileUp size={15} />} onClick={chooseFile}>
          {t('chooseFile')}
          <KeyHint>F</KeyHint>
        </Button>
        <Box sx={{ flex: 1 }} />
        <Button variant="outlined" startIcon={<Download size={15} />} disabled={data === null} onClick={() => save.mutate('md')}>
          {t('exportMarkdown')}
        </Button>
        <Button variant="outlined" startIcon={<Download size={15} />} disabled={data === null} onClick={() => save.mutate('json')}>
          {t('exportJson')}
        </Button>
      </Box>
      <Box ref={top} sx={{ overflow: 'auto', minHeight: 0 }}>
        {wanted === null ? (
          <EmptyState icon={<FileUp size={26} />} title={t('noFile.title')} text={t('noFile.text')} actions={<Button variant="contained" onClick={chooseFile}>{t('chooseFile')}</Button>} />
        ) : found.isError ? (
          <Alert severity="error" sx={{ m: 6 }}>
            {explain(found.error, common)}
          </Alert>
        ) : data === null ? null : data.same ? (
          <EmptyState icon={<ArrowLeftRight size={26} />} title={t('same.title')} text={t('same.text')} />
        ) : (
          <Box sx={{ maxWidth: 1080, mx: 'auto', p: 6, display: 'grid', gap: 8 }}>
            <ChangePicture wanted={wanted} project={project} topic={[before, after, file?.name, file?.bytes.length]} />
            {data.findings ? <FindingChanges findings={data.findings} /> : null}
            {partLists.map((list) => {
              const diff = data[list]
              return diff && diff.added.length + diff.removed.length + diff.changed.length > 0 ? <PartChanges key={list} title={t(`list.${list}`)} diff={diff} /> : null
            })}
          </Box>
        )}
      </Box>
    </Box>
  )
}
