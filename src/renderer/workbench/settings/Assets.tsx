import Box from '@mui/material/Box'
import Button from '@mui/material/Button'
import IconButton from '@mui/material/IconButton'
import MenuItem from '@mui/material/MenuItem'
import TextField from '@mui/material/TextField'
import Typography from '@mui/material/Typography'
import { Plus, X } from 'lucide-react'
import { useEffect, useMemo, useRef } from 'react'
import { useTranslation } from 'react-i18next'
import { Link, useSearch } from 'wouter'
import { type Asset, classifications } from '../../../shared/domain/project.ts'
import { useModelQuery } from '../model-query.ts'
import { type Part, partName, partsById } from '../model/parts.ts'
import { partPath } from '../model/part-url.ts'
import { newRowId } from '../new-row-id.ts'
import { Card } from './Card.tsx'
import type { HeaderPart } from './header-part.ts'
import { SavedText } from './SavedText.tsx'
import { asksForAssets } from './settings-url.ts'

const goals = ['confidentiality', 'integrity', 'availability'] as const
const needs = ['low', 'medium', 'high'] as const

/** The data of the system: what it is called, how it is classed, what it needs, and which parts have it. */
export function Assets({ project, header, onSet }: HeaderPart & { project: string }) {
  const { t } = useTranslation('settings')
  const place = useRef<HTMLDivElement>(null)
  const asked = asksForAssets(useSearch())
  useEffect(() => {
    if (!asked || !place.current) return
    place.current.scrollIntoView({ block: 'start' })
    place.current.querySelector<HTMLElement>('input, button')?.focus({ preventScroll: true })
  }, [asked])
  const model = useModelQuery(project).data
  const parts = useMemo(() => (model ? partsById(model) : new Map<string, Part>()), [model])
  const replace = (next: Asset) => onSet({ assets: header.assets.map((one) => (one.id === next.id ? next : one)) })
  return (
    <Box ref={place}>
      <Card title={t('assets')} text={t('assetsText')}>
        {header.assets.length === 0 ? <Typography sx={{ color: 'text.secondary' }}>{t('noAssets')}</Typography> : null}
        {header.assets.map((asset) => (
          <Box key={asset.id} role="group" aria-label={asset.name || t('asset')} sx={{ display: 'grid', gap: 2 }}>
            <AssetFields asset={asset} onSet={replace} onRemove={() => onSet({ assets: header.assets.filter(({ id }) => id !== asset.id) })} />
            <AssetPlaces project={project} asset={asset} parts={parts} />
          </Box>
        ))}
        <Button variant="outlined" startIcon={<Plus size={15} />} sx={{ justifySelf: 'start' }} onClick={() => onSet({ assets: [...header.assets, { id: newRowId(), name: '', confidentiality: 'medium', integrity: 'medium', availability: 'medium' }] })}>
          {t('addAsset')}
        </Button>
      </Card>
    </Box>
  )
}

function AssetFields({ asset, onSet, onRemove }: { asset: Asset; onSet: (asset: Asset) => void; onRemove: () => void }) {
  const { t } = useTranslation('settings')
  const classify = (chosen: string) => {
    const next = { ...asset }
    const classification = classifications.find((one) => one === chosen)
    if (classification) next.classification = classification
    else delete next.classification
    onSet(next)
  }
  return (
    <Box sx={{ display: 'grid', gridTemplateColumns: 'minmax(0, 1fr) 150px repeat(3, 118px) auto', gap: 2, alignItems: 'start' }}>
      <SavedText label={t('asset')} saved={asset.name} onSave={(name) => onSet({ ...asset, name })} slotProps={{ htmlInput: { maxLength: 200 } }} />
      <TextField select label={t('class')} value={asset.classification ?? ''} onChange={(event) => classify(event.target.value)} slotProps={{ select: { displayEmpty: true }, inputLabel: { shrink: true } }}>
        <MenuItem value="">{t('unclassified')}</MenuItem>
        {classifications.map((one) => (
          <MenuItem key={one} value={one}>
            {t(`classification.${one}`)}
          </MenuItem>
        ))}
      </TextField>
      {goals.map((goal) => (
        <TextField key={goal} select label={t(goal)} value={asset[goal]} onChange={(event) => onSet({ ...asset, [goal]: needs.find((need) => need === event.target.value) ?? 'medium' })}>
          {needs.map((need) => (
            <MenuItem key={need} value={need}>
              {t(`need.${need}`)}
            </MenuItem>
          ))}
        </TextField>
      ))}
      <IconButton aria-label={`${t('remove')}: ${asset.name}`} onClick={onRemove}>
        <X size={16} />
      </IconButton>
    </Box>
  )
}

/** Where the asset is, each place with the way to it. Parts that are gone are not named. */
function AssetPlaces({ project, asset, parts }: { project: string; asset: Asset; parts: ReadonlyMap<string, Part> }) {
  const { t } = useTranslation('settings')
  const { t: tModel } = useTranslation('model')
  const there = (asset.on ?? []).filter((id) => parts.has(id))
  const isFlow = (id: string) => parts.get(id)?.type === 'flow'
  const lists = [
    ['carriedBy', there.filter(isFlow)],
    ['heldBy', there.filter((id) => !isFlow(id))],
  ] as const
  if (there.length === 0) return <Typography variant="body2" sx={{ color: 'text.secondary' }}>{t('nowhere')}</Typography>
  return lists.map(([name, ids]) =>
    ids.length === 0 ? null : (
      <Typography key={name} variant="body2" component="div" sx={{ color: 'text.secondary', display: 'flex', flexWrap: 'wrap', columnGap: 2 }}>
        {t(name)}
        {ids.map((id) => (
          <Box key={id} component={Link} href={partPath(project, id)} sx={{ color: 'primary.main' }}>
            {partName(id, parts, tModel)}
          </Box>
        ))}
      </Typography>
    ),
  )
}
