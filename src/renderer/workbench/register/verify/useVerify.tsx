import { useMutation } from '@tanstack/react-query'
import { type ReactNode, useRef, useState } from 'react'
import type { VerifiedHere } from '../../../../shared/domain/register.ts'
import { useApi } from '../../api.tsx'
import { toBase64 } from '../../base64.ts'
import { useToasts } from '../../shell/Toasts.tsx'
import { VerifyDialog } from './VerifyDialog.tsx'

interface ToVerify {
  file: { name: string; bytes: string }
  onlyTrusted: boolean
}

/** Checks a register file that the user chooses, and shows what was found. */
export function useVerify(): { chooseFile: () => void; dialog: ReactNode } {
  const api = useApi()
  const { fail } = useToasts()
  const field = useRef<HTMLInputElement>(null)
  const [found, setFound] = useState<(ToVerify & { report: VerifiedHere }) | null>(null)
  const verify = useMutation({
    mutationFn: async (wanted: ToVerify) => ({ ...wanted, report: await api.register.verify(wanted) }),
    onSuccess: setFound,
    onError: fail,
  })
  async function read(file: File) {
    verify.mutate({ file: { name: file.name, bytes: toBase64(new Uint8Array(await file.arrayBuffer())) }, onlyTrusted: false })
  }
  const dialog = (
    <>
      <input
        ref={field}
        type="file"
        hidden
        accept=".json"
        data-testid="verify-input"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) void read(file)
          event.target.value = ''
        }}
      />
      {found ? <VerifyDialog name={found.file.name} report={found.report} onlyTrusted={found.onlyTrusted} onAgain={(onlyTrusted) => verify.mutate({ file: found.file, onlyTrusted })} onClose={() => setFound(null)} /> : null}
    </>
  )
  return { chooseFile: () => field.current?.click(), dialog }
}
