import Autocomplete from '@mui/material/Autocomplete'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { FacilitatorItem, FacilitatorView, Proposal } from '../../../../shared/domain/workshop.ts'
import { FormDialog } from './FormDialog.tsx'

/** Says which threat covers a proposal already; the one at hand is meant unless another is chosen. */
export function MergeProposalDialog({ view, proposal, item: first, onMerge, onClose }: { view: FacilitatorView; proposal: Proposal; item: FacilitatorItem | null; onMerge: (item: string) => void; onClose: () => void }) {
  const { t } = useTranslation('desk')
  const items = view.items.filter((item) => !item.practice)
  const [item, setItem] = useState(first && !first.practice ? first : (items[0] ?? null))
  return (
    <FormDialog
      title={t('merge.title')}
      go={t('merge.go')}
      ready={item !== null}
      onClose={onClose}
      onGo={() => {
        if (item) onMerge(item.id)
        return Promise.resolve(item !== null)
      }}
    >
      <Typography sx={{ fontWeight: 600, overflowWrap: 'anywhere' }}>{proposal.text}</Typography>
      <Autocomplete
        disableClearable
        options={items}
        {...(item ? { value: item } : {})}
        onChange={(_, value) => setItem(value)}
        getOptionKey={(option) => option.id}
        getOptionLabel={(option) => `${option.threat.displayId} ${option.threat.title}`}
        isOptionEqualToValue={(option, value) => option.id === value.id}
        renderInput={(props) => <TextField {...props} autoFocus label={t('merge.into')} helperText={t('merge.help')} />}
      />
    </FormDialog>
  )
}
