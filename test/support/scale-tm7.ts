import type { Model } from '../../src/shared/domain/model.ts'

const abstracts = 'xmlns="http://schemas.datacontract.org/2004/07/ThreatModeling.Model.Abstracts"'
const base = 'xmlns:b="http://schemas.datacontract.org/2004/07/ThreatModeling.KnowledgeBase"'
const schema = 'xmlns:c="http://www.w3.org/2001/XMLSchema"'

const guid = (letter: string, at: number | string): string => `${letter}0000000-0000-4000-8000-${String(at).replace(/^\D+/, '').padStart(12, '0')}`
const header = (type: string): string => `<a:anyType i:type="b:HeaderDisplayAttribute" ${base}><b:DisplayName>${type}</b:DisplayName><b:Name/><b:Value i:nil="true"/></a:anyType>`
const text = (label: string, name: string, value: string): string => `<a:anyType i:type="b:StringDisplayAttribute" ${base}><b:DisplayName>${label}</b:DisplayName><b:Name>${name}</b:Name><b:Value i:type="c:string" ${schema}>${value}</b:Value></a:anyType>`
const choice = (label: string, name: string, values: readonly string[], chosen: number): string => `<a:anyType i:type="b:ListDisplayAttribute" ${base}><b:DisplayName>${label}</b:DisplayName><b:Name>${name}</b:Name><b:Value i:type="a:ArrayOfstring">${values.map((value) => `<a:string>${value}</a:string>`).join('')}</b:Value><b:SelectedIndex>${String(chosen)}</b:SelectedIndex></a:anyType>`
const asked = ['Code Type', 'Running As', 'Isolation Level', 'Accepts Input From', 'Sanitizes Input', 'Sanitizes Output', 'Implements Authentication', 'Implements Authorization']

/** A part with as many properties as the tool's own template gives it. */
function part(at: { guid: string; id: string; shape: string; generic: string; type: string; label: string; tail: string; x: number; y: number }): string {
  const properties = [header(at.type), text('Name', '', at.label), `<a:anyType i:type="b:BooleanDisplayAttribute" ${base}><b:DisplayName>Out Of Scope</b:DisplayName><b:Name>scope</b:Name><b:Value i:type="c:boolean" ${schema}>false</b:Value></a:anyType>`, text('Reason For Out Of Scope', 'reason', ''), ...asked.map((label, index) => choice(label, `property${String(index)}`, ['Not Selected', 'Yes', 'No'], index % 3))]
  return `<a:KeyValueOfguidanyType><a:Key>${at.guid}</a:Key><a:Value z:Id="${at.id}" i:type="${at.shape}"><GenericTypeId ${abstracts}>${at.generic}</GenericTypeId><Guid ${abstracts}>${at.guid}</Guid><Properties ${abstracts}>${properties.join('')}</Properties><TypeId ${abstracts}>${at.generic}.${String(at.type.length)}</TypeId>${at.tail}</a:Value></a:KeyValueOfguidanyType>\n`
}

const places = (x: number, y: number, width: number, height: number): string => `<Height ${abstracts}>${String(height)}</Height><Left ${abstracts}>${String(x)}</Left><StrokeThickness ${abstracts}>1</StrokeThickness><Top ${abstracts}>${String(y)}</Top><Width ${abstracts}>${String(width)}</Width>`

/** A model of Microsoft's Threat Modeling Tool, as wordy as the tool writes it. Without a template. */
export function scaleTm7({ elements, boundaries, flows }: Model, threats: number): string {
  const at = (index: number) => ({ x: (index % 40) * 160, y: Math.floor(index / 40) * 120 })
  const borders = [
    ...boundaries.map(({ label }, index) => part({ guid: guid('b', index), id: `ib${String(index)}`, shape: 'BorderBoundary', generic: 'GE.TB.B', type: 'Generic Trust Border Boundary', label, ...at(index), tail: places(at(index * 4).x, at(index * 4).y, 600, 400) })),
    ...elements.map(({ label }, index) => part({ guid: guid('e', index), id: `ie${String(index)}`, shape: 'StencilEllipse', generic: 'GE.P', type: 'Web Application', label, ...at(index), tail: places(at(index).x, at(index).y, 100, 100) })),
  ]
  const lines = flows.map(({ label, source, target }, index) => part({ guid: guid('f', index), id: `if${String(index)}`, shape: 'Connector', generic: 'GE.DF', type: 'HTTPS', label, ...at(index), tail: `<HandleX ${abstracts}>10</HandleX><HandleY ${abstracts}>20</HandleY><PortSource ${abstracts}>East</PortSource><PortTarget ${abstracts}>West</PortTarget><SourceGuid ${abstracts}>${guid('e', source ?? '')}</SourceGuid><SourceX ${abstracts}>0</SourceX><SourceY ${abstracts}>0</SourceY><TargetGuid ${abstracts}>${guid('e', target ?? '')}</TargetGuid><TargetX ${abstracts}>50</TargetX><TargetY ${abstracts}>60</TargetY>` }))
  const pair = (key: string, value: string): string => `<a:KeyValueOfstringstring><a:Key>${key}</a:Key><a:Value>${value}</a:Value></a:KeyValueOfstringstring>`
  const instances = Array.from({ length: threats }, (_, index) => {
    const flow = flows[index % flows.length]
    return `<a:KeyValueOfstringThreatpc_P0_PhOB><a:Key>S1${String(index)}</a:Key><a:Value xmlns:b="http://schemas.datacontract.org/2004/07/ThreatModeling.KnowledgeBase"><b:ChangedBy/><b:DrawingSurfaceGuid>${guid('d', 0)}</b:DrawingSurfaceGuid><b:FlowGuid>${guid('f', index % flows.length)}</b:FlowGuid><b:Id>${String(index + 1)}</b:Id><b:InteractionKey>x</b:InteractionKey><b:Priority>High</b:Priority><b:Properties>${pair('Title', `Spoofing of part ${String(index)}`)}${pair('UserThreatCategory', 'Spoofing')}${pair('UserThreatShortDescription', 'Somebody else')}${pair('UserThreatDescription', 'Somebody else may stand in for it.')}${pair('Priority', 'High')}</b:Properties><b:SourceGuid>${guid('e', flow?.source ?? '')}</b:SourceGuid><b:State>AutoGenerated</b:State><b:TargetGuid>${guid('e', flow?.target ?? '')}</b:TargetGuid><b:TypeId>S1</b:TypeId></a:Value></a:KeyValueOfstringThreatpc_P0_PhOB>\n`
  })
  return `<ThreatModel xmlns="http://schemas.datacontract.org/2004/07/ThreatModeling.Model" xmlns:i="http://www.w3.org/2001/XMLSchema-instance" xmlns:a="http://schemas.microsoft.com/2003/10/Serialization/Arrays"><DrawingSurfaceList><DrawingSurfaceModel z:Id="i0" xmlns:z="http://schemas.microsoft.com/2003/10/Serialization/"><GenericTypeId ${abstracts}>DRAWINGSURFACE</GenericTypeId><Guid ${abstracts}>${guid('d', 0)}</Guid><Properties ${abstracts}>${header('Diagram')}${text('Name', '', 'Large')}</Properties><TypeId ${abstracts}>DRAWINGSURFACE</TypeId><Borders>${borders.join('')}</Borders><Header>Large</Header><Lines>${lines.join('')}</Lines></DrawingSurfaceModel></DrawingSurfaceList><ThreatInstances>${instances.join('')}</ThreatInstances><ThreatGenerationEnabled>true</ThreatGenerationEnabled></ThreatModel>\n`
}
