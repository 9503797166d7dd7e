import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import { useMutation, useQuery } from '@tanstack/react-query'
import { FileCheck2, FileInput, FilePen, Snowflake, Stamp } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { useLocation } from 'wouter'
import type { Gap } from '../../../../shared/domain/completeness.ts'
import type { RegisterRow, RevisionSummary, SignatureRequest } from '../../../../shared/domain/register.ts'
import type { RequiredSignature } from '../../../../shared/domain/sign-off.ts'
import { EmptyState } from '../../../ui/EmptyState.tsx'
import { useApi } from '../../api.tsx'
import { saveFile } from '../../save-file.ts'
import { useCommands } from '../../shell/commands.tsx'
import { stagePath } from '../../shell/stages.ts'
import { useToasts } from '../../shell/Toasts.tsx'
import { AskDialog, type Asked } from '../../sign-off/AskDialog.tsx'
import { SignRoomDialog } from '../../sign-off/SignRoomDialog.tsx'
import { useSignOffFiles } from '../../sign-off/useSignOffFiles.tsx'
import { BeforeSigning } from './BeforeSigning.tsx'
import { DraftCard } from './DraftCard.tsx'
import { EraseDialog } from './EraseDialog.tsx'
import { RevisionCard } from './RevisionCard.tsx'
import { SignDialog } from './SignDialog.tsx'
import { useExport } from '../export/useExport.tsx'
import { useVerify } from '../verify/useVerify.tsx'

interface RevisionsProps {
  project: string
  rows: readonly RegisterRow[]
  /** What still stands between the draft and its sign-off. */
  gaps: readonly Gap[]
  onGap: (gap: Gap) => void
  /** Goes on with the draft. */
  onReopen: () => void
}

/** Freeze, sign, hand out, verify; the latest revision on top, under the draft of the next. */
export function Revisions({ project, rows, gaps, onGap, onReopen }: RevisionsProps) {
  const { t } = useTranslation(['register', 'signOff', 'keys', 'common'])
  const api = useApi()
  const [, navigate] = useLocation()
  const { say, fail } = useToasts()
  const revisions = useQuery({ queryKey: ['revisions', project], queryFn: () => api.register.revisions({ project }) })
  const exporting = useExport()
  const files = useSignOffFiles()
  const [signing, setSigning] = useState<{ revision: RevisionSummary; asked: RequiredSignature | null } | null>(null)
  const [asking, setAsking] = useState<{ revision: RevisionSummary; asked: RequiredSignature | null } | null>(null)
  const [erasing, setErasing] = useState<RevisionSummary | null>(null)
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
  const verifying = useVerify()
  const blocking = gaps.filter(({ weight }) => weight === 'blocks')
  const list = revisions.data ?? []
  const canFreeze = rows.length > 0 && !freeze.isPending
  const last = list.at(-1)
  const signedOnPhones = list.find((revision) => revision.id === room?.revision)
  useCommands([
    { id: 'freeze', label: t('freeze'), disabled: !canFreeze, run: () => freeze.mutate() },
    { id: 'verify', label: t('verify'), run: verifying.chooseFile },
    { id: 'sign-request', label: t('signOff:openRequest'), run: files.openRequest },
    { id: 'take-signature', label: t('signOff:takeSignature'), run: () => files.takeSignatures(project) },
    { id: 'keys', label: t('keys:command'), run: () => navigate(stagePath(project, 'settings')) },
  ])
  const freezeButton = (
    <Button variant="contained" startIcon={<Snowflake size={15} />} disabled={!canFreeze} onClick={() => freeze.mutate()}>
      {t('freeze')}
    </Button>
  )
  const verifyButton = (
    <Button variant="outlined" startIcon={<FileCheck2 size={15} />} onClick={verifying.chooseFile}>
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
      {revisions.isSuccess && list.length === 0 ? (
        <EmptyState icon={<Stamp size={26} />} title={t('noRevisionsTitle')} text={t('noRevisionsText')} actions={<>{freezeButton}{verifyButton}{requestButton}</>}>
          <BeforeSigning gaps={blocking} onGap={onGap} />
        </EmptyState>
      ) : (
        <Box sx={{ maxWidth: 920, mx: 'auto', p: 6, display: 'grid', gap: 4 }}>
          <Box sx={{ display: 'flex', gap: 2, flexWrap: 'wrap' }}>
            {verifyButton}
            {requestButton}
            <Button variant="outlined" startIcon={<FileInput size={15} />} onClick={() => files.takeSignatures(project)}>
              {t('signOff:takeSignature')}
            </Button>
          </Box>
          {last ? <DraftCard project={project} last={last} gaps={last.current && !last.erased ? [] : blocking} onGap={onGap} onReopen={onReopen} onFreeze={canFreeze ? () => freeze.mutate() : null} /> : null}
          {list.toReversed().map((revision) => (
            <RevisionCard key={revision.id} project={project} revision={revision} onSign={(asked) => setSigning({ revision, asked })} onAsk={(asked) => setAsking({ revision, asked })} onPhones={() => phones.mutate(revision.id)} onErase={() => setErasing(revision)} onExport={(wish) => exporting.run(project, wish)} />
          ))}
        </Box>
      )}
      {signing ? (
        <SignDialog
          {...signing}
          project={project}
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
        <EraseDialog
          revision={erasing}
          onClose={() => setErasing(null)}
          onErase={() => {
            setErasing(null)
            erase.mutate(erasing.id)
          }}
        />
      ) : null}
      {verifying.dialog}
      {exporting.dialog}
    </Box>
  )
}
