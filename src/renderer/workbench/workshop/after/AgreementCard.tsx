import Box from '@mui/material/Box'
import Typography from '@mui/material/Typography'
import { useTranslation } from 'react-i18next'
import { alphaReading, type Coefficient, type ReportAgreement, type WorkshopReport, wReading } from '../../../../shared/domain/workshop-report.ts'

function Words({ own }: { own: ReportAgreement }) {
  const { t } = useTranslation('after')
  const said = [...('value' in own.alpha ? [t(`agreement.alphaReading.${alphaReading(own.alpha.value)}`)] : []), ...('value' in own.w ? [t(`agreement.wReading.${wReading(own.w.value)}`)] : [])]
  return <>{said.length === 0 ? t('agreement.nothing') : said.join('; ')}</>
}

/** A number, or why there is none: never 0 or 1 instead. */
function Figure({ value }: { value: Coefficient }) {
  const { t } = useTranslation('after')
  if ('value' in value) return <b>{value.value.toFixed(2)}</b>
  return <Box component="span" sx={{ color: 'text.secondary' }}>{t(`agreement.missing.${value.missing}`)}</Box>
}

/** Agreement over the whole workshop, one level down: it is for the summary, and first in words. */
export function AgreementCard({ report }: { report: WorkshopReport }) {
  const { t } = useTranslation(['after', 'common'])
  const units = Math.max(0, ...report.agreement.map((own) => own.units))
  return (
    <Box component="details" data-agreement sx={{ borderRadius: '12px', border: '1px solid', borderColor: 'divider', bgcolor: 'background.paper', px: 5, py: 4, '& > summary': { cursor: 'pointer', fontSize: 18, fontWeight: 650 } }}>
      <summary>{t('agreement.title')}</summary>
      {units === 0 ? (
        <Typography sx={{ mt: 3, color: 'text.secondary' }}>{t('agreement.none')}</Typography>
      ) : (
        <Box sx={{ overflowX: 'auto' }}>
          <Box component="table" sx={{ width: '100%', borderCollapse: 'collapse', mt: 3, fontSize: 13, '& th': { textAlign: 'left', fontWeight: 600, color: 'text.secondary', py: 1.5, pr: 4 }, '& td': { py: 2, pr: 4, borderTop: '1px solid', borderColor: 'divider', verticalAlign: 'top' } }}>
            <thead>
              <tr>
                <th scope="col">{t('agreement.factor')}</th>
                <th scope="col">{t('agreement.words')}</th>
                <th scope="col">{t('agreement.alpha')}</th>
                <th scope="col">{t('agreement.w')}</th>
              </tr>
            </thead>
            <tbody>
              {report.agreement.map((own) => (
                <tr key={own.factor}>
                  <td>
                    <b>{t(`common:dread.${own.factor}`)}</b>
                    <Box sx={{ color: 'text.secondary', fontSize: 12 }}>{t('agreement.units', { count: own.units })}{own.seats > 0 ? ` · ${t('agreement.seats', { seats: own.seats, complete: own.complete })}` : ''}</Box>
                  </td>
                  <td><Words own={own} /></td>
                  <td><Figure value={own.alpha} /></td>
                  <td><Figure value={own.w} /></td>
                </tr>
              ))}
            </tbody>
          </Box>
          <Typography variant="body2" sx={{ color: 'text.secondary', mt: 3, maxWidth: 820 }}>{t('agreement.help')}</Typography>
        </Box>
      )}
    </Box>
  )
}
