"""Phrases that speak for a kind of paper, English and German: as a heading, and anywhere in the text."""

TITLES: dict[str, tuple[float, str]] = {
    "authorization": (
        6,
        (
            r"(?:prior |pre-?|treatment )?authori[sz]ation (?:approval|notice|letter|effective"
            r"|confirmation|granted|approved)|treatment authori[sz]ation|approval (?:notice|letter|of)"
            r"|notice of (?:approval|authori[sz]ation|certification)|leistungszusage|kostenzusage"
            r"|kostenübernahmeerklärung|genehmigung|kostenübernahme|bewilligung(?:sbescheid)?"
            r"|(?:services?|visits|treatment|request) (?:approved|authori[sz]ed)|your request (?:was"
            r"|has been|is) approved|approval|kostenübernahmebestätigung|decision: approved"
        ),
    ),
    "request": (
        6,
        (
            r"request for (?:medical |additional |further |more |treatment )?(?:records|information"
            r"|documentation|notes|documents)|(?:additional|further|more|missing) (?:information"
            r"|documentation|documents) (?:is |are )?(?:required|needed|requested)|records request"
            r"|medical records request|verification of treatment|wir benötigen|fehlende unterlagen"
            r"|unterlagen (?:fehlen|anforderung|nachreichen)|anforderung von|rückfrage zu"
            r"|information request|request for"
        ),
    ),
    "bill": (
        7,
        (
            r"superbill|invoice|tax invoice|rechnung|receipt|honorarrechnung|privatrechnung"
            r"|liquidation|statement of charges|itemi[sz]ed (?:bill|statement)"
            r"|health insurance claim form|quittung|(?:billing|patient) statement|fee note|honorarnote"
            r"|gebührenrechnung"
        ),
    ),
    "policy": (
        7,
        (
            r"schedule of benefits|summary of benefits|certificate of (?:coverage|insurance)"
            r"|policy (?:wording|document|terms|schedule)|benefits? (?:booklet|guide|table|summary"
            r"|schedule)|table of (?:benefits|cover)|evidence of coverage|versicherungsbedingungen"
            r"|tarifbedingungen|leistungsverzeichnis|tarif(?:beschreibung|übersicht|blatt)?"
            r"|membership handbook|product guide|your cover|plan document|leistungsbeschreibung"
            r"|versicherungsschein|summary plan description|benefit summary|benefits at a glance"
            r"|extras cover|leistungsübersicht|policy booklet|schedule of cover|coverage summary"
        ),
    ),
    "referral": (
        7,
        (
            r"therapy order|referral|prescription|privatrezept|rezept|heilmittel-? ?verordnung"
            r"|heilmittelverordnung|verordnung|referral (?:form|letter)|physician'?s? orders?"
            r"|treatment order|order for|massage (?:order|prescription)|rx|überweisungsschein"
            r"|überweisung an|care plan|requisition|ordering provider|(?:massage|physio\w*"
            r"|therapy) (?:script|order)s?|order form|folgeverordnung|erstverordnung"
            r"|request for (?:physiotherapy|massage|treatment|therapy)|order for massage"
        ),
    ),
    "necessity": (
        10,
        (
            r"letter of medical necessity|statement of medical necessity"
            r"|certificate of medical necessity|medical necessity (?:letter|form|statement)"
            r"|medizinische(?:n|r)? notwendigkeit|ärztliche (?:bescheinigung|stellungnahme)"
            r"|ärztliches attest|letter of support|clinical justification|ärztliches zeugnis"
            r"|medizinische begründung"
        ),
    ),
}
"""Weight and words that name the kind itself: as a heading they decide, in a sentence they say little."""

TEXTS: dict[str, tuple[tuple[float, str], ...]] = {
    "denial": (
        (
            6,
            (
                r"adverse (?:benefit )?determination|notice of (?:denial|non-?certification)"
                r"|claim denied|denial notice|ablehnung|leistungsablehnung|ablehnungsbescheid"
            ),
        ),
        (
            8,
            (
                r"(?:could|can|will|was|has been|have been) ?not (?:be )?(?:paid|approved?"
                r"|authori[sz]ed?|covered?|reimbursed?|certif\w+|pay)|cannot (?:be )?(?:approved?|paid"
                r"|pay|authori[sz]e|cover|reimburse)|unable to (?:approve|cover|pay|authori[sz]e"
                r"|certify|reimburse|accept|meet|agree)|not able to (?:approve|cover|pay|authori[sz]e"
                r"|reimburse)|(?:we|have) (?:have )?(?:denied|declined|refused)|(?:has|have|was|were"
                r"|is) (?:been )?(?:denied|declined|rejected|refused)|leider nicht|abgelehnt"
                r"|not medically necessary|decided not to|nicht (?:übernehmen|erstatten|bewilligen"
                r"|zusagen|entsprechen)|ablehnen|lehnen wir|decision to (?:decline|deny)"
                r"|reason for (?:denial|refusal)|wir (?:bedauern|lehnen)"
                r"|notwendigkeit (?:ist )?nicht (?:belegt|nachgewiesen|gegeben)|regret to inform"
            ),
        ),
        (
            3,
            (
                r"appeal this decision|right to appeal|you may appeal|how to appeal"
                r"|widerspruch (?:einlegen|erheben)|rechtsbehelfsbelehrung|disagree with (?:this"
                r"|our) decision|if you disagree|reasons? for (?:the|this|our) (?:denial|decision)"
                r"|your appeal|complaint"
            ),
        ),
        (
            4,
            (
                r"(?:is|are) not (?:payable|covered|reimbursable|approved|authori[sz]ed)|(?:do|does"
                r"|did) not meet|nicht erstattungsfähig|nicht versichert|was not (?:paid|approved"
                r"|authori[sz]ed|covered)|not a covered (?:benefit|service)|benefit maximum"
                r"|maximum has been reached"
            ),
        ),
    ),
    "authorization": (
        (
            5,
            (
                r"(?:treatment|services?|visits|sessions) certified|certification (?:period|dates)"
                r"|decision: (?:approved|certified|authori[sz]ed)|[:–-] (?:certified|approved)|(?:was"
                r"|is|has been|have been|are|were) (?:approved|authori[sz]ed|certified)"
                r"|we (?:have )?(?:approved|authori[sz]ed|agreed)|pleased to (?:confirm|approve|tell"
                r"|inform|advise|authori[sz]e)|happy to (?:confirm|approve|authori[sz]e)|(?:sagen"
                r"|sichern) wir|genehmigen wir|wir (?:genehmigen|bewilligen|übernehmen)|bewilligt"
                r"|genehmigt|we approve|(?:are|is) able to (?:approve|authori[sz]e)"
                r"|(?:number of )?(?:visits|sessions|units|services) (?:approved|authori[sz]ed)"
                r"|(?:approved|authori[sz]ed) (?:visits|sessions|units|services|quantity)"
                r"|authori[sz]ation (?:start|end|period|dates|valid|expires)"
            ),
        ),
        (
            2,
            (
                r"approved:?|authori[sz]ation (?:#|no\.?|number)|auth no\.?|does not guarantee"
                r"|no guarantee of payment|sessions approved|visits approved|zusage"
            ),
        ),
    ),
    "request": (
        (
            5,
            (
                r"we (?:still )?need (?:more|the following|additional|further|some|a few|to see|your"
                r"|copies)|please (?:send|provide|supply|forward|submit|return"
                r"|let us have)(?: us)?(?: copies| the following| a copy| your| the| all| any)"
                r"|before we can (?:pay|process|consider|decide|settle|assess|complete)|to (?:process"
                r"|complete|assess|review|consider) (?:the|this|your) (?:claim|request|bill)"
                r"|senden sie uns(?: bitte)?|bitte (?:senden|reichen|schicken|übersenden|ergänzen)"
                r"|benötigen wir|bitten wir (?:sie )?um|um zusendung|items? (?:checked|requested"
                r"|marked)|we are unable to process|on hold|we (?:still |also )?(?:need"
                r"|require)(?! to)|(?:brauchen|benötigen) wir|wir (?:brauchen|benötigen)|fehl(?:t"
                r"|en) (?:uns )?noch|(?:cannot|can't|could not|unable to) (?:complete|finish|process"
                r"|review)|could you (?:please )?(?:send|let us have|provide|complete|confirm)"
                r"|help us with|is pending|to continue we need|(?:documentation|documents"
                r"|records) needed|uns fehl(?:t|en)|does not show|(?:please )?resubmit|(?:were|was|is"
                r"|are) (?:not attached|missing)|(?:response|reply|answer) (?:is )?due"
                r"|required documents|returning (?:your|the) (?:bill|claim)s?|unbearbeitet zurück"
            ),
        ),
        (
            2,
            (
                r"within \d+ days of receipt|records|payment integrity|response due|reply by"
                r"|documents requested|noch unterlagen|befundbericht|(?:send|return|fax|forward) (?:it"
                r"|them|these|this|the (?:records|information|documents|items|form))|bitte (?:ergänzen"
                r"|schicken|faxen)|reichen sie .{0,30}nach"
            ),
        ),
    ),
    "eob": (
        (
            8,
            (
                r"explanation of (?:benefits|payment|medical benefits)|leistungsabrechnung"
                r"|erstattungsabrechnung|abrechnung (?:ihrer|über|der) \w+|benefit statement"
                r"|claims? (?:payment )?(?:statement|summary)|remittance advice"
                r"|statement of (?:benefits|claims?|account|payment)|erstattungsmitteilung"
                r"|summary for claim|claim details|claim settlement|how we (?:paid|worked out)"
                r"|explanation of your|your claim (?:results?|outcome|summary|has been processed)"
                r"|claim (?:result|outcome|assessment|payment)s?|payment summary|benefits? statement"
            ),
        ),
        (
            4,
            (
                r"this is not a bill|plan paid|you (?:may )?owe|we paid|negotiated rate|amount allowed"
                r"|allowed amount|allowed|plan discount|your share|paid to (?:your )?provider"
                r"|your provider will bill you|erstattungsfähig\w*|erstattung(?:sbetrag)?"
                r"|überweisen wir|patient responsibility|what (?:we|your plan) paid|benefit paid"
                r"|we have paid|payment to|eligible amount|processed on|benefits? paid|total allowed"
                r"|total paid|total billed|amount you owe|we've paid|plan pays?|your plan paid"
            ),
        ),
        (
            2,
            (
                r"deductible|co-?pay(?:ment)?|coinsurance|selbstbehalt|out-of-pocket|eigenanteil"
                r"|reason code|remark|excess|amount (?:charged|billed|claimed|eligible|submitted)"
            ),
        ),
    ),
    "bill": (
        (
            4,
            (
                r"balance (?:due|owing|outstanding)|total charges|amount due|please pay|paid today"
                r"|payment (?:terms|due|methods?)|rechnungs(?:nummer|nr|datum)|bitte überweisen"
                r"|rechnungsbetrag|erlaube ich mir|berechnen|stellen wir (?:ihnen )?in rechnung"
                r"|invoice (?:no|number|date|#)|sort code|iban|bank details|total due|gst"
                r"|umsatzsteuer\w*|zahlbar|federal tax|place of service|payable (?:to|by)|amount paid"
            ),
        ),
        (
            1,
            (r"fee|tax id|units?|einzelpreis|gesamt|visa|cash|steuernummer|st\.-nr\.?"),
        ),
    ),
    "necessity": (
        (
            5,
            (
                r"medical necessity|(?<!not )medically necessary|medizinisch notwendig"
                r"|expenses? .{0,20}paid only with this form|befürworte|aus ärztlicher sicht"
                r"|supporting letter|medically required|clinically necessary"
                r"|medizinisch (?:erforderlich|indiziert|geboten)|medizinische[nr]? notwendigkeit"
                r"|letter of medical necessity|this letter documents"
            ),
        ),
        (
            3,
            (
                r"on behalf of my patient|to whom it may concern|to the medical director"
                r"|without this (?:care|treatment)|i am requesting|peer-to-peer|length of treatment"
                r"|condition being treated|gutachten|attest|bescheinige|in my (?:medical|clinical"
                r"|professional) opinion"
            ),
        ),
    ),
    "policy": (
        (
            4,
            (
                r"what is (?:not )?covered|benefit period|covered services?|exclusions|in[- ]network"
                r"|out[- ]of[- ]network|we (?:will )?cover|we do not (?:cover|pay for)"
                r"|limits and conditions|waiting period|versicherungsfähig|erstattungsfähig sind"
                r"|ausschlüsse|leistungsumfang|per (?:benefit|calendar|policy|plan|membership) (?:year"
                r"|period)|je kalenderjahr|maximum per|annual (?:limit|maximum)|combined maximum"
                r"|reasonable and customary|wir erstatten|not covered|leistungen|the plan covers"
                r"|plan year|benefit year|is limited to|no benefits are|covered expenses"
                r"|annual maximum|per (?:person|member) per"
            ),
        ),
        (
            1,
            (r"copay|limits?|conditions|section|§"),
        ),
    ),
    "card": (
        (
            7,
            (
                r"rxbin|rxpcn|rx ?grp|this card|id card|member(?:ship)? card|identification card"
                r"|insurance card|health card|benefits card|versichertenkarte|gesundheitskarte"
                r"|krankenversichertenkarte|card is (?:not|for)|present this card|carry this card"
                r"|versicherungskarte|chipkarte|pay-?direct"
            ),
        ),
        (
            4,
            (
                r"payer id|issuer|front (?:and|\+) back|nurse line"
                r"|back of (?:the )?card|member since|kennnummer der karte|coverage start|kvnr"
                r"|customer service|provider line|gültig bis|emergency assistance|24-hour"
            ),
        ),
        (
            1,
            (r"group|effective|specialist|er \$|pcp|member id|suffix|dependents?|plan|card"),
        ),
    ),
    "referral": (
        (
            4,
            (
                r"please (?:see|treat|provide|evaluate)|thank you for (?:seeing|accepting)"
                r"|evaluate and treat|would benefit from|i (?:am referring|refer|have referred)"
                r"|i should be grateful|i would be grateful|referring (?:gp|physician|provider|doctor)"
                r"|frequency|total visits|wöchentlich|wöchentl|behandlungseinheiten|arzt-nr"
                r"|diagnosegruppe|leitsymptomatik|therapiefrequenz|dear (?:colleague|therapist)"
                r"|i have been treating|bitte um|rp\.|ich bitte um|this order|this referral"
                r"|this prescription|date signed|kindly (?:see|treat|provide|accept)"
                r"|i (?:am prescribing|prescribe|have prescribed|am ordering|would like (?:him|her"
                r"|them) to)|refer(?:ring|red)? (?:him|her|this patient|the above)|ich (?:überweise"
                r"|verordne)|erbitte|grateful for your"
            ),
        ),
        (
            1,
            (r"diagnosis|precautions|sincerely|goals|therapist|diagnose|dr\.?"),
        ),
    ),
}
"""Weights and phrases that count wherever they stand."""
