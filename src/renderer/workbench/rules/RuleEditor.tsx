import { yaml } from '@codemirror/lang-yaml'
import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { keepPreviousData, useMutation, useQuery } from '@tanstack/react-query'
import { ArrowLeft, Save } from 'lucide-react'
import { useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { KeyHint } from '../../ui/KeyHint.tsx'
import { useApi } from '../api.tsx'
import { createCodeEditor, goTo, showProblems } from '../code-editor.ts'
import { explain } from '../explain.ts'
import { packProblemText } from '../phrases.ts'
import { type Command, useCommands } from '../shell/commands.tsx'
import { showKey } from '../shell/key-name.ts'
import { useToasts } from '../shell/Toasts.tsx'
import { keepDraft, type PackDraft } from './draft.ts'
import { PackConflict } from './PackConflict.tsx'
import { PreviewPane } from './PreviewPane.tsx'
import { saveRefusal } from './save-refusal.ts'

/** After this many milliseconds without a key the text is checked and previewed. */
const pauseMs = 350

function usePaused(text: string): string {
  const [paused, setPaused] = useState(text)
  useEffect(() => {
    const timer = setTimeout(() => setPaused(text), pauseMs)
    return () => clearTimeout(timer)
  }, [text])
  return paused
}

/** A pack as text, with what is wrong marked in it and what it would change beside it. Nothing changes before it is saved. */
export function RuleEditor({ project, draft, onClose }: { project: string; draft: PackDraft; onClose: () => void }) {
  const { t } = useTranslation(['rules', 'common'])
  const { t: common } = useTranslation('common')
  const api = useApi()
  const { say } = useToasts()
  const [file, setFile] = useState(draft.file)
  const [saved, setSaved] = useState(draft.saved)
  const [revision, setRevision] = useState(draft.revision)
  const [text, setText] = useState(draft.text)
  const paused = usePaused(text)
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<ReturnType<typeof createCodeEditor> | null>(null)
  const begin = useRef({ text: draft.text, label: t('editor.text') })
  const preview = useQuery({
    queryKey: ['rules', project, 'preview', file, paused],
    queryFn: () => api.rule.preview({ project, file, text: paused }),
    placeholderData: keepPreviousData,
    gcTime: 0,
    retry: false,
  })
  const save = useMutation({
    mutationFn: (to: { text: string; file: string | null; revision: string | null }) => api.rule.savePack(to),
    onSuccess: (pack, written) => {
      setFile(pack.file)
      setSaved(written.text)
      setRevision(pack.revision)
      keepDraft({ file: pack.file, text, saved: written.text, revision: pack.revision })
      say(t('editor.savedTo', { file: pack.file }))
    },
  })
  const refusal = saveRefusal(save.error)
  useEffect(() => {
    if (!host.current) return undefined
    const view = createCodeEditor(host.current, { ...begin.current, language: yaml(), onChange: setText })
    editor.current = view
    view.focus()
    return () => view.destroy()
  }, [])
  useEffect(() => keepDraft({ file, text, saved, revision }), [file, text, saved, revision])
  const problems = preview.data?.problems
  useEffect(() => {
    if (editor.current && problems && paused === text) showProblems(editor.current, problems.map((problem) => ({ ...problem, message: packProblemText(problem) })))
  }, [problems, paused, text])

  function takeTheirs(theirs: { text: string; revision: string }) {
    const view = editor.current
    // One's own text stays within reach of the editor's undo.
    view?.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: theirs.text } })
    setSaved(theirs.text)
    setRevision(theirs.revision)
    save.reset()
    view?.focus()
  }

  const stale = paused !== text || preview.isPlaceholderData
  const changed = text !== saved
  const commands = useMemo<Command[]>(() => [{ id: 'save-pack', label: t('editor.save'), keys: ['mod+s'], whileTyping: true, run: () => changed && save.mutate({ text, file, revision }) }], [t, changed, save, text, file, revision])
  useCommands(commands)
  return (
    <Box sx={{ display: 'grid', height: '100%', gridTemplateRows: 'auto auto minmax(0, 1fr)', gridTemplateColumns: 'minmax(0, 3fr) minmax(320px, 2fr)' }}>
      <Box sx={{ gridColumn: '1 / -1', display: 'flex', alignItems: 'center', gap: 2, px: 4, py: 1.5, borderBottom: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
        <Button color="inherit" startIcon={<ArrowLeft size={15} />} onClick={onClose}>
          {t('editor.back')}
        </Button>
        <Typography variant="h3" component="h2">
          {preview.data?.pack?.title ?? t('editor.title')}
        </Typography>
        <Typography sx={{ color: 'text.secondary' }}>{file ?? t('editor.newFile')}</Typography>
        <Box sx={{ flex: 1 }} />
        <Typography role="status" variant="body2" sx={{ color: 'text.secondary' }}>
          {t(changed ? 'editor.unsaved' : 'editor.isSaved')}
        </Typography>
        <Button variant="contained" startIcon={<Save size={15} />} disabled={!changed || save.isPending || (problems?.length ?? 0) > 0} onClick={() => save.mutate({ text, file, revision })}>
          {t('editor.save')}
          <KeyHint>{showKey('mod+s')}</KeyHint>
        </Button>
      </Box>
      <Box sx={{ gridColumn: '1 / -1' }}>
        {refusal === 'changed' && file !== null ? <PackConflict file={file} mine={text} onOverwrite={() => save.mutate({ text, file, revision: null })} onTake={takeTheirs} /> : null}
        {refusal === 'gone' ? (
          <Alert
            severity="warning"
            sx={{ borderRadius: 0 }}
            action={
              <Button color="inherit" onClick={() => save.mutate({ text, file: null, revision: null })}>
                {t('conflict.again')}
              </Button>
            }
          >
            {t('conflict.gone', { file })}
          </Alert>
        ) : null}
        {save.isError && refusal === null ? <Alert severity="error" onClose={() => save.reset()}>{explain(save.error, common)}</Alert> : null}
        {preview.isError ? <Alert severity="error">{explain(preview.error, common)}</Alert> : null}
      </Box>
      <Box ref={host} sx={{ minHeight: 0, minWidth: 0, overflow: 'hidden', borderRight: '1px solid', borderColor: 'divider' }} />
      <Box sx={{ overflow: 'auto', minHeight: 0, bgcolor: 'background.default' }}>
        <PreviewPane project={project} preview={preview.data} stale={stale} onGo={(problem) => editor.current && goTo(editor.current, problem)} />
      </Box>
    </Box>
  )
}
