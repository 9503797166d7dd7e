import Autocomplete from '@mui/material/Autocomplete'
import Chip from '@mui/material/Chip'
import TextField from '@mui/material/TextField'
import { useTranslation } from 'react-i18next'
import { assetNamed, assetsOn, withAssetsOn } from '../../../shared/domain/asset.ts'
import type { Asset } from '../../../shared/domain/project.ts'
import { newRowId } from '../new-row-id.ts'
import { useProjectHeader } from '../useProjectHeader.ts'
import { kindOf, type Part } from './parts.ts'

/** The data assets that a flow carries, a store holds or somebody handles: picked among those of the project, or typed anew. */
export function AssetsField({ project, found }: { project: string; found: Exclude<Part, { type: 'boundary' }> }) {
  const { t } = useTranslation(['part', 'settings'])
  const { header, change } = useProjectHeader(project)
  if (!header) return null
  const { assets } = header
  const { id } = found.part
  const kind = kindOf(found)
  const set = (names: readonly string[]) => change((current) => ({ ...current, assets: withAssetsOn(current.assets, id, names, newRowId) }))
  return (
    <Autocomplete
      multiple
      freeSolo
      autoHighlight
      size="small"
      options={assets.map(({ name }) => name).filter((name) => name.trim() !== '')}
      value={assetsOn(assets, id).map(({ name }) => name)}
      filterSelectedOptions
      onChange={(_, names) => set(names)}
      renderValue={(names, itemProps) =>
        names.map((name, index) => {
          const { key, ...props } = itemProps({ index })
          return <Chip key={key} size="small" label={chipText(assetNamed(assets, name), name, (one) => t(`settings:classification.${one}`))} {...props} />
        })
      }
      renderInput={(params) => <TextField {...params} label={t(`asset.${kind === 'flow' ? 'carries' : kind === 'data-store' ? 'holds' : 'handles'}`)} placeholder={t('asset.add')} helperText={assets.length === 0 ? t('asset.help') : undefined} />}
    />
  )
}

function chipText(asset: Asset | undefined, name: string, say: (classification: NonNullable<Asset['classification']>) => string): string {
  return asset?.classification ? `${name} · ${say(asset.classification)}` : name
}
