import { useCallback, useEffect, useEffectEvent, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Model } from '../../../../shared/domain/model.ts'
import { useApi } from '../../api.tsx'
import { toBase64 } from '../../base64.ts'
import type { TextProblem } from '../../code-editor.ts'
import { wasCancelled } from '../../explain.ts'
import { useToasts } from '../../shell/Toasts.tsx'
import type { EditModel } from '../useModelEdit.ts'
import { textEdits, type TextNames } from './text-edits.ts'
import { textProblem } from './text-problem.ts'

/** After this many milliseconds without a key, what was typed is drawn. */
const pauseMs = 600

interface Said {
  text: string
  names: TextNames
  /** What the text reads as; null until somebody changes it. */
  read: Model | null
}

export interface DiagramText {
  /** The diagram as it is, for the editor to show; a new object each time it is to be shown anew. */
  shown: { text: string } | null
  problem: TextProblem | null
  /** Whether what was typed is still to be drawn. */
  waiting: boolean
  type: (text: string) => void
  /** The editor is left: from now on the text follows the diagram again. */
  leave: () => void
}

/**
 * A diagram as Mermaid text, both ways: what is drawn shows in the text, what is typed is drawn at the next pause, each pause as
 * a step that can be undone. While somebody types, the text stays theirs; a text that can't be read changes nothing.
 */
export function useDiagramText(project: string, diagram: string, model: Model, edit: EditModel): DiagramText {
  const { t } = useTranslation('model')
  const api = useApi()
  const { fail } = useToasts()
  const [shown, setShown] = useState<{ text: string } | null>(null)
  const [problem, setProblem] = useState<TextProblem | null>(null)
  const [typed, setTyped] = useState<string | null>(null)
  const said = useRef<Said | null>(null)
  const typing = useRef(false)

  const show = useCallback(async () => {
    const { text, parts, flows } = await api.model.text({ project, diagram })
    // Somebody has begun to type meanwhile: the text is theirs now.
    if (typing.current) return
    if (said.current?.text !== text) setShown({ text })
    said.current = { text, names: { parts: new Map(Object.entries(parts)), flows }, read: null }
  }, [api, project, diagram])
  useEffect(() => {
    if (!typing.current) void show().catch(fail)
  }, [show, model, fail])

  const draw = useEffectEvent(async (text: string, signal: AbortSignal) => {
    const before = said.current
    if (!before || before.text === text) return setProblem(null)
    const readText = async (of: string) => (await api.model.previewFile({ file: { name: 'diagram.mmd', bytes: toBase64(new TextEncoder().encode(of)) }, job: crypto.randomUUID() }, { signal })).model
    try {
      const read = before.read ?? (await readText(before.text))
      const after = await readText(text)
      if (signal.aborted) return
      const { edits, names } = textEdits({ read, names: before.names, drawn: model }, after, diagram, () => crypto.randomUUID())
      said.current = { text, names, read: after }
      setProblem(null)
      if (edits.length > 0) edit(t('edit.text'), edits)
    } catch (error) {
      if (signal.aborted || wasCancelled(error)) return
      const found = textProblem(error)
      if (found) setProblem(found)
      else fail(error)
    } finally {
      if (!signal.aborted) setTyped(null)
    }
  })
  useEffect(() => {
    if (typed === null) return undefined
    const stop = new AbortController()
    const timer = setTimeout(() => void draw(typed, stop.signal), pauseMs)
    return () => {
      clearTimeout(timer)
      stop.abort()
    }
  }, [typed])

  const type = useCallback((text: string) => {
    typing.current = true
    setTyped(text)
  }, [])
  const leave = () => {
    // What is still to be drawn, or can't be read, must not be lost.
    if (typed !== null || problem !== null) return
    typing.current = false
    void show().catch(fail)
  }
  return { shown, problem, waiting: typed !== null, type, leave }
}
