import Box from '@mui/material/Box'
import IconButton from '@mui/material/IconButton'
import Paper from '@mui/material/Paper'
import Tooltip from '@mui/material/Tooltip'
import Typography from '@mui/material/Typography'
import { ChartNoAxesColumn, ImageDown, Table2 } from 'lucide-react'
import { useMemo, useState } from 'react'
import { useTranslation } from 'react-i18next'
import type { Chart } from '../../../../shared/chart/chart.ts'
import { chartSvg } from '../../../../shared/chart/chart-svg.ts'
import { toBase64 } from '../../base64.ts'
import { usePalette } from '../../model/usePalette.ts'
import { saveFile } from '../../save-file.ts'

const cell = { px: 2, py: 1.5, borderBottom: '1px solid', borderColor: 'divider', textAlign: 'right', fontVariantNumeric: 'tabular-nums', '&:first-of-type': { textAlign: 'left' } } as const

/** A chart, or its figures as a table. */
export function ChartCard({ chart }: { chart: Chart }) {
  const { t } = useTranslation('decisions')
  const [tabled, setTabled] = useState(false)
  const theme = usePalette().night ? 'dark' : 'light'
  const svg = useMemo(() => chartSvg(chart, theme), [chart, theme])
  const { head, rows } = chart.table
  return (
    <Paper component="section" variant="outlined" aria-label={chart.title} data-chart={chart.id} sx={{ p: 5, borderRadius: '14px', minWidth: 0 }}>
      <Box sx={{ display: 'flex', alignItems: 'flex-start', gap: 2, mb: 3 }}>
        <Box sx={{ flex: 1 }}>
          <Typography variant="h2">{chart.title}</Typography>
          <Typography variant="body2" sx={{ color: 'text.secondary' }}>
            {chart.description}
          </Typography>
        </Box>
        <Tooltip title={t(tabled ? 'chart.picture' : 'chart.table')}>
          <IconButton size="small" aria-pressed={tabled} aria-label={t('chart.table')} onClick={() => setTabled(!tabled)}>
            {tabled ? <ChartNoAxesColumn size={17} /> : <Table2 size={17} />}
          </IconButton>
        </Tooltip>
        <Tooltip title={t('chart.save')}>
          <IconButton size="small" aria-label={`${t('chart.save')}: ${chart.title}`} onClick={() => saveFile({ name: `${chart.id}.svg`, mime: 'image/svg+xml', bytes: toBase64(new TextEncoder().encode(chartSvg(chart, 'light'))) })}>
            <ImageDown size={17} />
          </IconButton>
        </Tooltip>
      </Box>
      {rows.length === 0 ? (
        <Typography sx={{ color: 'text.secondary' }}>{t('chart.nothing')}</Typography>
      ) : tabled ? (
        <Box tabIndex={0} role="region" aria-label={chart.title} sx={{ maxHeight: 380, overflow: 'auto' }}>
          <Box component="table" sx={{ width: '100%', borderCollapse: 'collapse', fontSize: 13 }}>
            <thead>
              <tr>
                {head.map((name, index) => (
                  <Box component="th" scope="col" key={index} sx={{ ...cell, color: 'text.secondary' }}>
                    {name}
                  </Box>
                ))}
              </tr>
            </thead>
            <tbody>
              {rows.map((row, index) => (
                <tr key={index}>
                  {row.map((text, place) => (
                    <Box component={place === 0 ? 'th' : 'td'} {...(place === 0 ? { scope: 'row' } : {})} key={place} sx={{ ...cell, fontWeight: place === 0 ? 550 : 400 }}>
                      {text}
                    </Box>
                  ))}
                </tr>
              ))}
            </tbody>
          </Box>
        </Box>
      ) : (
        <Box sx={{ '& svg': { width: '100%', height: 'auto', display: 'block' }, '& svg > rect:first-of-type': { fill: 'transparent' } }} dangerouslySetInnerHTML={{ __html: svg }} />
      )}
    </Paper>
  )
}
