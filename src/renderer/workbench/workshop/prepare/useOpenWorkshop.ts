import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { WorkshopSettings } from '../../../../shared/domain/workshop.ts'
import { useApi } from '../../api.tsx'
import { useToasts } from '../../shell/Toasts.tsx'
import { openingCommands } from '../opening.ts'
import { practiceThreat } from './practice.ts'

/** A workshop as it is to be opened. */
export interface PreparedWorkshop {
  name: string
  agenda: string[]
  settings: WorkshopSettings
  practise: boolean
}

/** Opens the room of a new workshop; a ballot before the meeting begins at once. */
export function useOpenWorkshop(project: string, onOpened: (workshop: string) => void): { open: (prepared: PreparedWorkshop) => void; opening: boolean } {
  const { t } = useTranslation('prepare')
  const api = useApi()
  const toasts = useToasts()
  const create = useMutation({
    mutationFn: async ({ name, agenda, settings, practise }: PreparedWorkshop) => {
      const { id } = await api.workshop.create({ project, name, agenda, settings, practice: practise ? practiceThreat(t) : null })
      // A computer without any network still runs a workshop, with host seats: the lobby says so.
      await api.workshop.openRoom({ workshop: id }).catch(toasts.fail)
      if (settings.way === 'before-meeting') {
        const view = await api.workshop.command({ workshop: id, command: { type: 'start' } })
        for (const command of openingCommands(view)) await api.workshop.command({ workshop: id, command })
      }
      return id
    },
    onSuccess: onOpened,
    onError: toasts.fail,
  })
  return { open: create.mutate, opening: create.isPending }
}
