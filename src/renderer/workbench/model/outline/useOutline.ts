import { type KeyboardEvent, useEffect, useMemo, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { completed } from '../entry/drafts.ts'
import { flowName } from '../parts.ts'
import type { Workbench } from '../useWorkbench.ts'
import { outlineRows, rowsAbove, shownRows, treeStep, typedAhead } from './outline-rows.ts'

/** Letters that follow each other sooner than this, in milliseconds, are one word. */
const pauseMs = 1000

interface Left {
  closed: ReadonlySet<string>
  /** What was chosen then: something else is shown, whatever was closed around it. */
  chosen: string | null
}

/** How the outline of each project was left, until the page is closed. */
const left = new Map<string, Left>()

/** The rows of the outline, which of them are closed, at which one one is, and what keys do there. */
export function useOutline(workbench: Workbench) {
  const { t } = useTranslation(['model', 'diagrams'])
  const { project, whole, parts, chosen, diagram, diagrams, connecting, edit, goTo } = workbench
  const [was] = useState<Left>(() => left.get(project) ?? { closed: new Set(), chosen: null })
  const [closed, setClosed] = useState(was.closed)
  const [seen, setSeen] = useState(was.chosen)
  const [stop, setStop] = useState<{ row: string; chosen: string | null } | null>(null)
  const [naming, setNaming] = useState<string | null>(null)
  const typed = useRef({ text: '', at: 0 })
  const rows = useMemo(() => outlineRows(whole), [whole])
  const shown = useMemo(() => shownRows(rows, closed), [rows, closed])
  // What is chosen anywhere else is shown here too.
  if (seen !== chosen) {
    setSeen(chosen)
    const around = rowsAbove(rows, chosen)
    if (around.some((id) => closed.has(id))) setClosed(new Set([...closed].filter((id) => !around.includes(id))))
  }
  useEffect(() => {
    left.set(project, { closed, chosen: seen })
  }, [project, closed, seen])
  // One may stop at a diagram without opening it, and at what was closed around the chosen part.
  const wanted = stop !== null && stop.chosen === chosen ? stop.row : (chosen ?? diagram)
  const at = useMemo(() => {
    for (const id of [wanted, ...rowsAbove(rows, wanted)]) {
      const place = shown.findIndex((row) => row.id === id)
      if (place >= 0) return place
    }
    return -1
  }, [rows, shown, wanted])

  function nameOf(id: string): string {
    const found = parts.get(id)
    if (!found) return diagrams.all.flatMap((one) => (one.id === id ? [diagrams.nameOf(one)] : [])).join('')
    if (found.type !== 'flow') return found.part.label || t('unnamed')
    const { label, ends } = flowName(found.part, parts, t('freeEnd'))
    return label === ends ? ends : `${label} (${ends})`
  }
  function setOpen(id: string, open: boolean): void {
    const next = new Set(closed)
    if (open) next.delete(id)
    else next.add(id)
    setClosed(next)
  }
  /** By a key: what was kept selected stays so. */
  function go(index: number): void {
    const row = shown[index]
    if (!row) return
    setStop(row.kind === 'diagram' ? { row: row.id, chosen } : null)
    if (row.kind !== 'diagram') goTo(row.id, true)
  }
  /** By a click or Enter: shows a diagram, or chooses a part; `more` of the open diagram are chosen together. */
  function choose(id: string, more = false): void {
    const found = parts.get(id)
    setStop(found ? null : { row: id, chosen: null })
    if (!found) diagrams.show(id)
    else if (more && found.part.diagram === diagram) workbench.choose(id, true)
    else goTo(id)
  }
  function rename(id: string, label: string | null): void {
    setNaming(null)
    const name = label?.trim()
    if (name === undefined) return
    const of = diagrams.all.find((one) => one.id === id)
    if (of && name !== '' && name !== of.name) diagrams.rename(id, name)
    const edits = of ? null : completed({ type: 'rename', id, label: '' }, name, diagram ?? '', parts.get(id), id)
    if (edits) edit(t('edit.rename', { label: name }), edits)
  }
  /** A capital letter begins a name, since small ones are commands; what follows at once belongs to it. Whether the key was one of a name. */
  function typeAhead({ key, shiftKey, timeStamp }: KeyboardEvent): boolean {
    const goesOn = typed.current.text !== '' && timeStamp - typed.current.at < pauseMs
    if ([...key].length !== 1 || !(goesOn || (shiftKey && /\p{L}/u.test(key)))) return false
    typed.current = { text: goesOn ? typed.current.text + key : key, at: timeStamp }
    go(typedAhead(shown.map(({ id }) => nameOf(id)), at, typed.current.text))
    return true
  }
  function onKeyDown(event: KeyboardEvent): void {
    if (event.target !== event.currentTarget || event.ctrlKey || event.metaKey || event.altKey) return
    if (typeAhead(event)) return event.preventDefault()
    const row = shown[at]
    if (event.shiftKey) return
    if (row && (event.key === 'F2' || (event.key === 'Enter' && row.kind !== 'diagram' && connecting === null))) {
      event.preventDefault()
      return setNaming(row.id)
    }
    if (row && (event.key === ' ' || event.key === 'Enter') && connecting === null) {
      event.preventDefault()
      return choose(row.id)
    }
    const step = treeStep(shown, closed, at, event.key)
    // Arrows are the tree's also where they lead nowhere: on the diagram they would choose something else.
    if (step !== null || event.key.startsWith('Arrow')) event.preventDefault()
    if (step === null) return
    if ('go' in step) go(step.go)
    else setOpen('open' in step ? step.open : step.close, 'open' in step)
  }
  const anyClosed = shown.length < rows.length
  return {
    ...{ rows: shown, at, closed, naming, setNaming, nameOf, setOpen, choose, rename, onKeyDown, anyClosed },
    openAll: () => setClosed(new Set()),
    closeAll: () => setClosed(new Set(rows.filter(({ opens }) => opens).map(({ id }) => id))),
  }
}
