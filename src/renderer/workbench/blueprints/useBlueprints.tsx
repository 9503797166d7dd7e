import Button from '@mui/material/Button'
import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { type Blueprint, boundsOf, copiedParts } from '../../../shared/domain/blueprint.ts'
import { useApi } from '../api.tsx'
import { readParts, writeParts } from '../model/clipboard.ts'
import { freeSpot } from '../model/graph/drop-target.ts'
import { boxesOf } from '../model/useModelActions.ts'
import type { Workbench } from '../model/useWorkbench.ts'
import { type Command, useCommands } from '../shell/commands.tsx'
import { useToasts } from '../shell/Toasts.tsx'
import { BlueprintDialog } from './BlueprintDialog.tsx'
import { PictureDialog } from './PictureDialog.tsx'
import { SaveBlueprintDialog } from './SaveBlueprintDialog.tsx'

type Open = 'templates' | 'stamps' | 'save-template' | 'save-stamp' | 'picture'

/** Templates, stamps and pictures of the open diagram: what opens them, their commands, and their dialogs for the caller to render. */
export function useBlueprints({ project, model, diagram, graph, selected, selection, edit }: Pick<Workbench, 'project' | 'model' | 'diagram' | 'graph' | 'selected' | 'selection' | 'edit'>): { open: (what: Open) => void; dialog: ReactNode } {
  const { t } = useTranslation('blueprints')
  const api = useApi()
  const { say, fail } = useToasts()
  const [open, setOpen] = useState<Open | null>(null)
  const empty = model.elements.length + model.boundaries.length === 0
  const chosen = selected.size > 0
  const commands = useMemo<Command[]>(
    () => [
      { id: 'insert-template', label: t('command.templates'), run: () => setOpen('templates') },
      { id: 'insert-stamp', label: t('command.stamps'), keys: ['y'], run: () => setOpen('stamps') },
      { id: 'save-stamp', label: t('command.saveStamp'), disabled: !chosen, run: () => setOpen('save-stamp') },
      { id: 'save-template', label: t('command.saveTemplate'), disabled: empty, run: () => setOpen('save-template') },
      { id: 'save-picture', label: t('command.picture'), disabled: empty, run: () => setOpen('picture') },
    ],
    [t, chosen, empty],
  )
  useCommands(commands)
  const close = () => setOpen(null)

  const insert = async ({ id }: Blueprint, name: string) => {
    close()
    if (diagram === null) return
    const parts = await api.blueprint.parts({ blueprint: id })
    const bounds = boundsOf(parts)
    const taken = [...boxesOf(model, graph).values()]
    const spot = bounds && taken.length > 0 ? freeSpot(taken, graph?.centreOfView() ?? { x: 0, y: 0 }, bounds) : bounds
    const shift = bounds && spot ? { x: spot.x - bounds.x, y: spot.y - bounds.y } : { x: 0, y: 0 }
    const copies = copiedParts(parts, { diagram, newId: () => crypto.randomUUID(), shift, outside: () => null })
    edit(t('edit.insert', { name }), [{ type: 'add-copies', ...copies }])
    selection.chooseAll([...copies.boundaries, ...copies.elements, ...copies.notes].map((part) => part.id))
  }
  const save = useMutation({
    mutationFn: ({ name, description, whole }: { name: string; description: string; whole: boolean }) => {
      const ids = whole ? new Set([...model.elements, ...model.boundaries, ...(model.notes ?? [])].map(({ id }) => id)) : selected
      const parts = readParts(writeParts(model, ids) ?? '')
      return parts === null ? Promise.resolve(null) : api.blueprint.save({ size: whole ? 'whole' : 'part', name, description, parts })
    },
    onSuccess: (saved) => saved && say(t('saved', { name: saved.name })),
    onError: fail,
  })
  const choose = (blueprint: Blueprint, name: string) => void insert(blueprint, name).catch(fail)
  const saving = open === 'save-template' || open === 'save-stamp'
  const whole = open === 'save-template'
  const dialog = (
    <>
      {open === 'templates' ? <BlueprintDialog size="whole" onChoose={choose} onClose={close} /> : null}
      {open === 'stamps' ? <BlueprintDialog size="part" onChoose={choose} onClose={close} actions={chosen ? <Button onClick={() => setOpen('save-stamp')}>{t('command.saveStamp')}</Button> : null} /> : null}
      {saving ? (
        <SaveBlueprintDialog
          title={t(whole ? 'command.saveTemplate' : 'command.saveStamp')}
          name={whole ? (model.diagrams[0]?.name ?? '') : ''}
          description=""
          onClose={close}
          onSave={(words) => {
            close()
            save.mutate({ ...words, whole })
          }}
        />
      ) : null}
      {open === 'picture' && diagram !== null ? <PictureDialog project={project} diagram={diagram} onClose={close} /> : null}
    </>
  )
  return { open: setOpen, dialog }
}
