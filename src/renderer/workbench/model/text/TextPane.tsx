import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import type { EditorView } from '@codemirror/view'
import { X } from 'lucide-react'
import { useEffect, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../../../shared/domain/model.ts'
import { createCodeEditor, goTo, showProblems, showText } from '../../code-editor.ts'
import type { EditModel } from '../useModelEdit.ts'
import { mermaidLanguage } from './mermaid-language.ts'
import { useDiagramText } from './useDiagramText.ts'

interface TextPaneProps {
  project: string
  diagram: string
  /** The parts of the diagram. */
  model: Model
  edit: EditModel
  onClose: () => void
}

/** The diagram as Mermaid text, beside the canvas. */
export function TextPane({ project, diagram, model, edit, onClose }: TextPaneProps) {
  const { t } = useTranslation('model')
  const host = useRef<HTMLDivElement>(null)
  const editor = useRef<EditorView | null>(null)
  const { shown, problem, waiting, type, leave } = useDiagramText(project, diagram, model, edit)
  const label = t('text.title')
  useEffect(() => {
    if (!host.current) return undefined
    const view = createCodeEditor(host.current, { text: '', label, language: mermaidLanguage, onChange: type })
    editor.current = view
    view.focus()
    return () => view.destroy()
  }, [label, type])
  useEffect(() => {
    if (editor.current && shown) showText(editor.current, shown.text)
  }, [shown])
  useEffect(() => {
    if (editor.current) showProblems(editor.current, problem ? [problem] : [])
  }, [problem])
  return (
    <Box component="section" aria-label={label} sx={{ width: 'clamp(300px, 36%, 620px)', flex: 'none', display: 'grid', gridTemplateRows: 'auto minmax(0, 1fr) auto', borderRight: '1px solid', borderColor: 'divider', bgcolor: 'background.paper' }}>
      <Box sx={{ display: 'flex', alignItems: 'center', px: 4, py: 1.5, borderBottom: '1px solid', borderColor: 'divider' }}>
        <Typography variant="h3" component="h2" sx={{ flex: 1 }}>
          {label}
        </Typography>
        <Tooltip title={t('text.close')}>
          <IconButton size="small" aria-label={t('text.close')} onClick={onClose}>
            <X size={16} />
          </IconButton>
        </Tooltip>
      </Box>
      <Box
        ref={host}
        onBlur={leave}
        onKeyDown={(event) => {
          if (event.key !== 'Escape' || event.defaultPrevented) return
          event.stopPropagation()
          editor.current?.contentDOM.blur()
        }}
        sx={{ minHeight: 0, overflow: 'hidden' }}
      />
      <Box role="status" sx={{ display: 'flex', gap: 2, px: 4, py: 2, minHeight: 44, borderTop: '1px solid', borderColor: 'divider', color: problem ? 'error.main' : 'text.secondary', fontSize: 13, alignItems: 'center' }}>
        {problem ? (
          <Box component="button" type="button" onClick={() => editor.current && goTo(editor.current, problem)} sx={{ all: 'unset', cursor: 'pointer', '&:focus-visible': { outline: '2px solid', outlineColor: 'primary.main', outlineOffset: 2 } }}>
            {problem.message}
          </Box>
        ) : (
          t(waiting ? 'text.waiting' : 'text.help')
        )}
      </Box>
    </Box>
  )
}
