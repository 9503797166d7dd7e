import { defaultKeymap, history, historyKeymap } from '@codemirror/commands'
import { bracketMatching, HighlightStyle, indentOnInput, syntaxHighlighting } from '@codemirror/language'
import { type Diagnostic, lintGutter, lintKeymap, setDiagnostics } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Annotation, EditorState, type Extension, Transaction } from '@codemirror/state'
import { drawSelection, EditorView, highlightActiveLine, highlightActiveLineGutter, keymap, lineNumbers } from '@codemirror/view'
import { tags } from '@lezer/highlight'

/** Something wrong with a text, and where: line and column count from 1. */
export interface TextProblem {
  line: number
  column: number
  message: string
}

/** The theme's variables, so that light and dark need no second theme. */
const colour = (name: string) => `var(--mui-palette-${name})`

const look = EditorView.theme({
  '&': { height: '100%', fontSize: '13px', color: colour('text-primary'), backgroundColor: colour('background-paper') },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { fontFamily: 'ui-monospace, "Cascadia Mono", Menlo, Consolas, monospace', lineHeight: '1.6' },
  '.cm-content': { paddingBlock: '12px', caretColor: colour('text-primary') },
  '.cm-cursor': { borderLeftColor: colour('text-primary') },
  '.cm-gutters': { backgroundColor: colour('background-default'), color: colour('text-secondary'), borderRight: `1px solid ${colour('divider')}` },
  '.cm-activeLine, .cm-activeLineGutter': { backgroundColor: colour('action-hover') },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground, ::selection': { backgroundColor: `${colour('action-selected')} !important` },
  '.cm-panels': { backgroundColor: colour('background-default'), color: colour('text-primary'), borderColor: colour('divider') },
  '.cm-tooltip': { backgroundColor: colour('background-paper'), color: colour('text-primary'), border: `1px solid ${colour('divider')}`, borderRadius: '7px' },
  '.cm-lintRange-error': { backgroundImage: 'none', textDecoration: `underline wavy ${colour('error-main')}`, textUnderlineOffset: '3px' },
})

const highlight = HighlightStyle.define([
  { tag: [tags.definition(tags.propertyName), tags.propertyName], color: colour('primary-main') },
  { tag: [tags.string, tags.content], color: colour('text-primary') },
  { tag: [tags.number, tags.bool, tags.keyword, tags.typeName, tags.meta], color: colour('warning-main') },
  { tag: [tags.comment, tags.lineComment], color: colour('text-secondary'), fontStyle: 'italic' },
  { tag: [tags.punctuation, tags.squareBracket, tags.brace, tags.separator], color: colour('text-secondary') },
])

/** Marks what nobody typed. */
const fromOutside = Annotation.define<true>()

/** An editor of a text in `parent`, in the colours of its `language`. Tab leaves it, as everywhere; Ctrl or Cmd with ] and [ indents. */
export function createCodeEditor(parent: HTMLElement, options: { text: string; label: string; language: Extension; onChange: (text: string) => void }): EditorView {
  return new EditorView({
    parent,
    state: EditorState.create({
      doc: options.text,
      extensions: [
        lineNumbers(),
        highlightActiveLine(),
        highlightActiveLineGutter(),
        drawSelection(),
        history(),
        indentOnInput(),
        bracketMatching(),
        options.language,
        syntaxHighlighting(highlight),
        lintGutter(),
        search({ top: true }),
        highlightSelectionMatches(),
        keymap.of([...defaultKeymap, ...historyKeymap, ...searchKeymap, ...lintKeymap]),
        EditorView.lineWrapping,
        EditorView.contentAttributes.of({ 'aria-label': options.label }),
        look,
        EditorView.updateListener.of((update) => {
          if (update.docChanged && !update.transactions.every((one) => one.annotation(fromOutside))) options.onChange(update.state.doc.toString())
        }),
      ],
    }),
  })
}

/** Shows another text. It is no change of anybody's, and no undo in the editor takes it back. */
export function showText(view: EditorView, text: string): void {
  view.dispatch({ changes: { from: 0, to: view.state.doc.length, insert: text }, annotations: [fromOutside.of(true), Transaction.addToHistory.of(false)] })
}

/** Marks the problems where they are in the text as it is now. */
export function showProblems(view: EditorView, problems: readonly TextProblem[]): void {
  view.dispatch(setDiagnostics(view.state, problems.map((problem) => diagnostic(view, problem))))
}

function diagnostic(view: EditorView, { line, column, message }: TextProblem): Diagnostic {
  const at = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines))
  const from = Math.min(at.from + column - 1, at.to)
  const word = /^\S+/.exec(at.text.slice(from - at.from))?.[0].length ?? 0
  return { from, to: Math.min(at.to, from + Math.max(1, word)), severity: 'error', message }
}

/** Puts the cursor where a problem is. */
export function goTo(view: EditorView, { line, column }: Pick<TextProblem, 'line' | 'column'>): void {
  const at = view.state.doc.line(Math.min(Math.max(1, line), view.state.doc.lines))
  view.dispatch({ selection: { anchor: Math.min(at.from + column - 1, at.to) }, scrollIntoView: true })
  view.focus()
}
