import Alert from '@mui/material/Alert'
import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Dialog from '@mui/material/Dialog'
import DialogActions from '@mui/material/DialogActions'
import DialogContent from '@mui/material/DialogContent'
import DialogTitle from '@mui/material/DialogTitle'
import { useMutation, useQuery } from '@tanstack/react-query'
import { FileCheck2, FileInput, FilePen, Snowflake, Stamp } from 'lucide-react'
import { useRef, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { RegisterRow, RevisionSummary, SignatureRequest, VerifyReport } from '../../../shared/domain/register.ts'
import type { RequiredSignature } from '../../../shared/domain/sign-off.ts'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { useApi } from '../api.tsx'
import { toBase64 } from '../base64.ts'
import { saveFile } from '../save-file.ts'
import { useToasts } from '../shell/Toasts.tsx'
import { AskDialog, type Asked } from '../sign-off/AskDialog.tsx'
import { SignRoomDialog } from '../sign-off/SignRoomDialog.tsx'
import { useSignOffFiles } from '../sign-off/useSignOffFiles.tsx'
import { RevisionCard } from './RevisionCard.tsx'
import { SignDialog } from './SignDialog.tsx'
import { useExport } from './useExport.tsx'
import { VerifyDialog } from './VerifyDialog.tsx'

/** Freeze, sign, hand out, verify. */
export function Revisions({ project, rows }: { project: string; rows: readonly RegisterRow[] }) {
  const { t } = useTranslation(['register', 'signOff', 'common'])
  const api = useApi()
  const { say, fail } = useToasts()
  const revisions = useQuery({ queryKey: ['revisions', project], queryFn: () => api.register.revisions({ project }) })
  const exporting = useExport()
  const files = useSignOffFiles()
  const [signing, setSigning] = useState<{ revision: RevisionSummary; asked: RequiredSignature | null } | null>(null)
  const [asking, setAsking] = useState<{ revision: RevisionSummary; asked: RequiredSignature | null } | null>(null)
  const [erasing, setErasing] = useState<RevisionSummary | null>(null)
  const [verified, setVerified] = useState<{ name: string; report: VerifyReport } | null>(null)
  const fileField = useRef<HTMLInputElement>(null)
  const freeze = useMutation({ mutationFn: () => api.register.freeze({ project }), onSuccess: (made) => say(t('frozen', made)), onError: fail })
  const sign = useMutation({
    mutationFn: (input: { revision: string; request: SignatureRequest }) => api.register.sign({ project, ...input }),
    onSuccess: (signature) => say(signature.meaning === 'declined' ? t('signOff:declined', signature) : t('signed', signature)),
    onError: fail,
  })
  const ask = useMutation({ mutationFn: (input: { revision: string; asked: Asked }) => api.register.signRequest({ project, ...input }), onSuccess: saveFile, onError: fail })
  const phones = useMutation({ mutationFn: (revision: string) => api.register.openSignRoom({ project, revision }), onError: fail })
  const shut = useMutation({ mutationFn: () => api.register.shutSignRoom({ project }), onError: fail })
  const room = useQuery({ queryKey: ['revisions', project, 'room'], queryFn: () => api.register.signRoom({ project }) }).data
  const erase = useMutation({ mutationFn: (revision: string) => api.register.erase({ project, revision }), onSuccess: () => say(t('erased')), onError: fail })
  const verify = useMutation({
    mutationFn: async (file: File) => ({ name: file.name, report: await api.register.verify({ file: { name: file.name, bytes: toBase64(new Uint8Array(await file.arrayBuffer())) } }) }),
    onSuccess: setVerified,
    onError: fail,
  })
  const undecided = rows.filter((row) => !row.threat.decision).length
  const list = revisions.data ?? []
  const signedOnPhones = list.find((revision) => revision.id === room?.revision)
  const freezeButton = (
    <Button variant="contained" startIcon={<Snowflake size={15} />} disabled={rows.length === 0 || freeze.isPending} onClick={() => freeze.mutate()}>
      {t('freeze')}
    </Button>
  )
  const verifyButton = (
    <Button variant="outlined" startIcon={<FileCheck2 size={15} />} onClick={() => fileField.current?.click()}>
      {t('verify')}
    </Button>
  )
  const requestButton = (
    <Button variant="outlined" startIcon={<FilePen size={15} />} onClick={files.openRequest}>
      {t('signOff:openRequest')}
    </Button>
  )
  return (
    <Box sx={{ height: '100%', overflow: 'auto' }}>
      <input
        ref={fileField}
        type="file"
        hidden
        accept=".json,.dread"
        data-testid="verify-input"
        onChange={(event) => {
          const file = event.target.files?.[0]
          if (file) verify.mutate(file)
          event.target.value = ''
        }}
      />
      {revisions.isSuccess && list.length === 0 ? (
        <EmptyState icon={<Stamp size={26} />} title={t('noRevisionsTitle')} text={t('noRevisionsText')} actions={<>{freezeButton}{verifyButton}{requestButton}</>} />
      ) : (
        <Box sx={{ maxWidth: 920, mx: 'auto', p: 6, display: 'grid', gap: 4 }}>
          <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
            {freezeButton}
            {verifyButton}
            {requestButton}
            <Button variant="outlined" startIcon={<FileInput size={15} />} onClick={() => files.takeSignatures(project)}>
              {t('signOff:takeSignature')}
            </Button>
          </Box>
          {undecided > 0 ? <Alert severity="info">{t('undecidedWarning', { count: undecided })}</Alert> : null}
          {list.map((revision) => (
            <RevisionCard key={revision.id} project={project} revision={revision} onSign={(asked) => setSigning({ revision, asked })} onAsk={(asked) => setAsking({ revision, asked })} onPhones={() => phones.mutate(revision.id)} onErase={() => setErasing(revision)} onExport={(wish) => exporting.run(project, wish)} />
          ))}
        </Box>
      )}
      {signing ? (
        <SignDialog
          {...signing}
          rows={rows}
          onClose={() => setSigning(null)}
          onSign={(request) => {
            setSigning(null)
            sign.mutate({ revision: signing.revision.id, request })
          }}
        />
      ) : null}
      {asking ? (
        <AskDialog
          asked={asking.asked}
          onClose={() => setAsking(null)}
          onAsk={(asked) => {
            setAsking(null)
            ask.mutate({ revision: asking.revision.id, asked })
          }}
        />
      ) : null}
      {files.dialog}
      {room && signedOnPhones ? <SignRoomDialog revision={signedOnPhones} room={room.address} onShut={() => shut.mutate()} /> : null}
      {erasing ? (
        <Dialog open onClose={() => setErasing(null)} maxWidth="xs">
          <DialogTitle>{t('eraseTitle', { number: erasing.number })}</DialogTitle>
          <DialogContent>{t('eraseText')}</DialogContent>
          <DialogActions>
            <Button autoFocus onClick={() => setErasing(null)}>
              {t('common:cancel')}
            </Button>
            <Button
              color="error"
              variant="contained"
              onClick={() => {
                setErasing(null)
                erase.mutate(erasing.id)
              }}
            >
              {t('eraseDo')}
            </Button>
          </DialogActions>
        </Dialog>
      ) : null}
      {verified ? <VerifyDialog {...verified} onClose={() => setVerified(null)} /> : null}
      {exporting.dialog}
    </Box>
  )
}
