import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import Typography from '@mui/material/Typography'
import { CircleCheck, CircleX } from 'lucide-react'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { isVouchedFor } from '../../../../shared/domain/signing-key.ts'
import type { VerifiedHere } from '../../../../shared/domain/register.ts'
import { keyIdOfFingerprint } from '../../../../shared/proof/signoff.ts'
import { cutName } from '../../../../shared/proof/verify-signer.ts'
import { Fingerprint } from '../../keys/Fingerprint.tsx'
import { TrustForm } from '../../keys/TrustForm.tsx'
import { useTrust } from '../../keys/useTrust.ts'
import { useKnownText } from '../../keys/useKnownText.ts'
import { sayWord, signerText } from './verify-text.ts'

/** One signer of a file: what is signed, with which key, and how that key is known here; one that nobody vouches for can be trusted on the spot. */
export function VerifiedSigner({ signer, onTrusted }: { signer: VerifiedHere['signers'][number]; onTrusted: () => void }) {
  const { t } = useTranslation('keys')
  const knownText = useKnownText()
  const [trusting, setTrusting] = useState(false)
  const { trust } = useTrust(() => {
    setTrusting(false)
    onTrusted()
  })
  const { known, name, fingerprint } = signer
  const vouched = isVouchedFor(known)
  const offered = !vouched && keyIdOfFingerprint(fingerprint) !== null
  return (
    <Box component="li" sx={{ display: 'flex', gap: 2 }}>
      <Box sx={{ color: signer.ok ? 'success.main' : 'error.main', mt: 0.5 }}>{signer.ok ? <CircleCheck size={16} /> : <CircleX size={16} />}</Box>
      <Box sx={{ flex: 1, minWidth: 0, display: 'grid', gap: 1 }}>
        <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>
          {sayWord('name', name)}, {signer.role}
        </Typography>
        <Typography variant="body2" sx={{ overflowWrap: 'anywhere' }}>
          {signerText(signer)}
        </Typography>
        <Fingerprint value={fingerprint} />
        <Box sx={{ display: 'flex', gap: 2, alignItems: 'center', flexWrap: 'wrap' }}>
          <Typography variant="body2" sx={{ fontWeight: 600, color: vouched ? 'success.main' : 'text.secondary' }}>
            {knownText(known)}
          </Typography>
          {offered && !trusting ? (
            <Button size="small" aria-label={`${t('trust')} ${sayWord('name', name)}`} onClick={() => setTrusting(true)}>
              {t('trust')}
            </Button>
          ) : null}
        </Box>
        {trusting ? (
          <Box sx={{ display: 'grid', gap: 2 }}>
            <Typography variant="body2">{t('compareFirst')}</Typography>
            <TrustForm start={{ fingerprint, name: name === cutName || signer.assurance === 'attested by the host' ? '' : name }} onTrust={trust} />
          </Box>
        ) : null}
      </Box>
    </Box>
  )
}
