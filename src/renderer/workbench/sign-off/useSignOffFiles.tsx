import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useCallback, useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { SignatureRequest, SignRequestInfo } from '../../../shared/domain/register.ts'
import { useApi } from '../api.tsx'
import { toBase64 } from '../base64.ts'
import { saveFile } from '../save-file.ts'
import { useToasts } from '../shell/Toasts.tsx'
import { SignRequestDialog } from './SignRequestDialog.tsx'

interface SignOffFiles {
  /** Lets the user choose a sign request, shows what it is about, and signs it with this installation's key. */
  openRequest: () => void
  /** Lets the user choose signature files, and takes them into `project`. */
  takeSignatures: (project: string) => void
  /** To be rendered by the caller. */
  dialog: ReactNode
}

interface ChosenFile {
  name: string
  bytes: string
}

/** Sign-off by files that go out and come back. */
export function useSignOffFiles(): SignOffFiles {
  const { t } = useTranslation('signOff')
  const api = useApi()
  const { say, fail } = useToasts()
  const requestField = useRef<HTMLInputElement>(null)
  const signatureField = useRef<HTMLInputElement>(null)
  const [project, setProject] = useState<string | null>(null)
  const [opened, setOpened] = useState<{ file: ChosenFile; info: SignRequestInfo } | null>(null)
  const read = useMutation({
    mutationFn: async (file: File) => {
      const chosen = await readChosen(file)
      return { file: chosen, info: await api.register.readSignRequest({ file: chosen }) }
    },
    onSuccess: setOpened,
    onError: fail,
  })
  const answer = useMutation({
    mutationFn: (input: { file: ChosenFile; request: SignatureRequest }) => api.register.answerSignRequest(input),
    onSuccess: (file) => {
      saveFile(file)
      say(t('requestSaved', { name: file.name }))
    },
    onError: fail,
  })
  const take = useMutation({
    mutationFn: async ({ into, file }: { into: string; file: File }) => api.register.importSignature({ project: into, file: await readChosen(file) }),
    onSuccess: (signature) => say(signature.meaning === 'declined' ? t('declined', { name: signature.name }) : t('taken', { name: signature.name })),
    onError: fail,
  })
  async function takeAll(into: string, files: readonly File[]) {
    // One refusal is shown and does not keep the others out.
    for (const file of files) await take.mutateAsync({ into, file }).catch(() => undefined)
  }
  const dialog = (
    <>
      <input
        ref={requestField}
        type="file"
        hidden
        accept=".json"
        data-testid="sign-request-input"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) read.mutate(file)
          event.target.value = ''
        }}
      />
      <input
        ref={signatureField}
        type="file"
        hidden
        multiple
        accept=".json"
        data-testid="signature-input"
        onChange={(event) => {
          const files = [...(event.target.files ?? [])]
          if (project !== null) void takeAll(project, files)
          event.target.value = ''
        }}
      />
      {opened ? (
        <SignRequestDialog
          info={opened.info}
          onClose={() => setOpened(null)}
          onSign={(request) => {
            setOpened(null)
            answer.mutate({ file: opened.file, request })
          }}
        />
      ) : null}
    </>
  )
  const openRequest = useCallback(() => requestField.current?.click(), [])
  return {
    openRequest,
    takeSignatures: (into) => {
      setProject(into)
      signatureField.current?.click()
    },
    dialog,
  }
}

async function readChosen(file: File): Promise<ChosenFile> {
  return { name: file.name, bytes: toBase64(new Uint8Array(await file.arrayBuffer())) }
}
