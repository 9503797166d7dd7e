import Box from '@mui/material/Box'
import Link from '@mui/material/Link'
import { ExternalLink } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { ticketAddress } from '../../../../shared/domain/mitigation.ts'
import { SavedText } from '../../settings/SavedText.tsx'

/** Where a mitigation is tracked, as plain text. A web address has a link below that shows all of it; the desktop shell asks before it follows one. */
export function TicketField({ ticket, onSave }: { ticket: string; onSave: (ticket: string) => void }) {
  const { t } = useTranslation(['mitigations', 'decisions'])
  const address = ticketAddress(ticket)
  return (
    <Box>
      <SavedText fullWidth label={t('decisions:ticket')} saved={ticket} onSave={(text) => onSave(text.trim().slice(0, 2000))} />
      {address === null ? null : (
        <Link href={address} target="_blank" rel="noreferrer noopener" title={t('opensInBrowser')} sx={{ display: 'flex', gap: 1.5, mt: 1.5, fontSize: 13, overflowWrap: 'anywhere' }}>
          <ExternalLink size={14} style={{ flex: 'none', marginTop: 3 }} aria-label={t('opensInBrowser')} />
          <bdi>{address}</bdi>
        </Link>
      )}
    </Box>
  )
}
