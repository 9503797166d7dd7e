import { useMutation } from '@tanstack/react-query'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { PackInfo } from '../../../shared/domain/rule.ts'
import { useApi } from '../api.tsx'
import { toBase64 } from '../base64.ts'
import { saveFile } from '../save-file.ts'
import { useToasts } from '../shell/Toasts.tsx'
import { wouldReplace } from './would-replace.ts'
import type { PackDraft } from './draft.ts'

/** Packs as files: read for the editor, copied, taken in and given out. `replacing` waits for a yes. */
export function usePackFiles(onEdit: (draft: PackDraft) => void) {
  const { t } = useTranslation('rules')
  const api = useApi()
  const { say, fail } = useToasts()
  const [replacing, setReplacing] = useState<File | null>(null)
  const take = useMutation({
    mutationFn: async ({ file, replace }: { file: File; replace: boolean }) => api.rule.importPack({ file: { name: file.name, bytes: toBase64(new Uint8Array(await file.arrayBuffer())) }, replace }),
    onSuccess: (pack) => say(t('imported', { pack: pack.title })),
    onError: (error, { file }) => (wouldReplace(error) ? setReplacing(file) : fail(error)),
  })
  const edit = useMutation({
    mutationFn: (file: string) => api.rule.packText({ file, origin: 'own' }),
    onSuccess: ({ text, revision }, file) => onEdit({ file, text, saved: text, revision }),
    onError: fail,
  })
  const copy = useMutation({
    mutationFn: (pack: string) => api.rule.copyPack({ pack }),
    onSuccess: ({ text }) => onEdit({ file: null, text, saved: '', revision: null }),
    onError: fail,
  })
  const give = useMutation({ mutationFn: (pack: PackInfo) => api.rule.exportPack({ file: pack.file, origin: pack.origin }), onSuccess: saveFile, onError: fail })
  return {
    edit: (file: string) => edit.mutate(file),
    copy: (pack: string) => copy.mutate(pack),
    give: (pack: PackInfo) => give.mutate(pack),
    take: (file: File) => take.mutate({ file, replace: false }),
    replacing,
    answerReplacing: (yes: boolean) => {
      if (yes && replacing) take.mutate({ file: replacing, replace: true })
      setReplacing(null)
    },
  }
}
