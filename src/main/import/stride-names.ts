import { strideCategories, type Stride } from '../../shared/domain/stride.ts'

/** What other tools call the six categories, in their own languages too; beside the English names themselves. Lower case, without accents. */
const names: readonly (readonly [Stride, readonly string[]])[] = [
  ['Spoofing', ['falsificacao', "usurpation d'identite", 'penipuan', 'παραπλανηση', 'スプーフィング', 'なりすまし', '欺骗', 'स्पूफिंग', 'спуфинг', 'спуфінг', 'التزييف', 'identitatsverschleierung', 'suplantacion', 'huijaus', 'authentication', 'authenticity', 'impersonation', 'session management']],
  ['Tampering', ['manipulation', 'manipulacion', 'adulteracao', 'falsification', 'penyelewengan', 'παραποιηση', '改竄', '改ざん', '篡改', 'छेड़छाड़', 'التلاعب', 'integrity', 'immutable', 'data validation & encoding', 'data validation and encoding']],
  ['Repudiation', ['nichtanerkennung', 'abstreitbarkeit', 'repudiacion', 'repudio', 'repudiation', 'penafian', 'αποποιηση', '否認', '否认', 'अस्वीकृति', 'رفض', 'non repudiation', 'nonrepudiation', 'accountability', 'auditability']],
  ['Information Disclosure', ['information disclosure', 'info disclosure', 'disclosure of information', 'veroffentlichung von informationen', 'offenlegung von informationen', 'brecha de informacion', 'divulgacion de informacion', 'divulgacao de informacoes', "divulgation d'information", "divulgation d'informations", 'pendedahan maklumat', 'αποκαλυψη πληροφοριων', '情報漏洩', '情報漏えい', '信息泄露', 'सूचना प्रकटीकरण', 'كشف المعلومات', 'confidentiality', 'linkability', 'identifiability', 'identifiability & linkability', 'detectability', 'unawareness', 'non-compliance', 'noncompliance', 'linking', 'identifying', 'detecting', 'data disclosure', 'unawareness & unintervenability', 'unawareness and unintervenability', 'privacy', 'cryptography']],
  ['Denial of Service', ['dos', 'dienstverweigerung', 'denegacion de servicio', 'negacao de servico', 'deni de service', 'penafian perkhidmatan', 'αρνηση εκτελεσης υπηρεσιας', 'サービス拒否', '拒绝服务', 'सेवा से इनकार', 'إنكار الخدمة', 'availability', 'distributed', 'ephemeral']],
  ['Elevation of Privilege', ['eop', 'elevation of privileges', 'elevation of priviledge', 'privilege escalation', 'erhohung von rechten', 'rechteausweitung', 'elevacion de privilegios', 'elevacao de privilegio', 'elevation de privilege', 'kenaikan hak', 'αναβαθμιση προνομιων', '特権の昇格', '权限提升', 'विशेषाधिकार का उन्नयन', 'تسلق الامتياز', 'authorization', 'authorisation', 'access control']],
]

function plain(name: string): string {
  return name.normalize('NFKD').replace(/\p{M}+/gu, '').toLowerCase().replace(/[-_\s]+/g, ' ').trim()
}

const known = new Map<string, Stride>()
for (const category of strideCategories) known.set(plain(category), category)
for (const [category, all] of names) for (const name of all) if (!known.has(plain(name))) known.set(plain(name), category)
for (const category of strideCategories) known.set(plain(category).replaceAll(' ', ''), category)

/**
 * The category that a name says, whatever its case, spacing and language; also where a tool writes two languages beside each other
 * (`Tampering / Manipulación`, `Spoofing التزييف`), or the last part of the name of a text (`threats.model.stride.denialOfService`).
 * Null where it says none of the six.
 */
export function strideOfName(name: string): Stride | null {
  const whole = plain(name.slice(0, 200))
  const found = known.get(whole)
  if (found) return found
  for (const part of [...whole.split(/\s*[/(),|]\s*/), whole.split('.').at(-1) ?? '']) {
    const one = known.get(part)
    if (one) return one
  }
  return strideCategories.find((category) => whole.startsWith(`${plain(category)} `) || whole.startsWith(`${plain(category)}:`)) ?? null
}
