import type { JSX } from 'preact'
import type { SeatItem, SeatView } from '../../shared/domain/workshop.ts'
import { AgendaList } from './AgendaList.tsx'
import type { Panel } from './Bars.tsx'
import type { SeatKey } from './i18n.ts'
import { Propose } from './Propose.tsx'
import { Remark } from './Remark.tsx'
import type { Session, SessionState } from './session.ts'

interface Props {
  panel: Panel | null
  view: SeatView
  item: SeatItem | null
  state: SessionState
  session: Session
  onGo: (item: string) => void
  /** Closes it; with what there is to say of what was sent. */
  onClose: (sent?: SeatKey) => void
  onLanguage: () => void
}

/** Whatever was opened over the page; one at a time. */
export function Sheets({ panel, view, item, state, session, onGo, onClose, onLanguage }: Props): JSX.Element | null {
  const close = (): void => onClose()
  if (panel === 'list') return <AgendaList state={state} session={session} current={item?.id ?? null} onGo={onGo} onClose={close} onLanguage={onLanguage} />
  if (panel === 'propose') return <Propose view={view} code={state.code} session={session} onClose={close} onSent={() => onClose('propose.sent')} />
  if (panel === 'remark') return <Remark view={view} item={item} session={session} onClose={close} onSent={() => onClose('remark.sent')} />
  return null
}
