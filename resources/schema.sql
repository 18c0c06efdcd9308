CREATE TABLE alembic_version (
	version_num VARCHAR(32) NOT NULL, 
	CONSTRAINT alembic_version_pkc PRIMARY KEY (version_num)
);

CREATE TABLE appeal (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    denial TEXT,
    level INTEGER NOT NULL,
    due TEXT,
    due_basis TEXT NOT NULL,
    filed_on TEXT,
    proof TEXT,
    decision_due TEXT,
    decided_on TEXT,
    outcome TEXT NOT NULL,
    note BLOB,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT appeal_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT appeal_person CHECK (length("person") <= 60),
    CONSTRAINT appeal_denial CHECK (length("denial") <= 60),
    CONSTRAINT appeal_level CHECK ("level" BETWEEN 0 AND 99999),
    CONSTRAINT appeal_due CHECK (length("due") <= 10),
    CONSTRAINT appeal_due_basis CHECK (length("due_basis") <= 60),
    CONSTRAINT appeal_filed_on CHECK (length("filed_on") <= 10),
    CONSTRAINT appeal_proof CHECK (length("proof") <= 500),
    CONSTRAINT appeal_decision_due CHECK (length("decision_due") <= 10),
    CONSTRAINT appeal_decided_on CHECK (length("decided_on") <= 10),
    CONSTRAINT appeal_outcome CHECK (length("outcome") <= 60),
    CONSTRAINT appeal_note CHECK (length("note") = 32),
    CONSTRAINT appeal_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(denial) REFERENCES eob (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX appeal_denial_index ON appeal (denial);

CREATE INDEX appeal_person_index ON appeal (person);

CREATE TABLE authorization (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    status TEXT NOT NULL,
    number TEXT,
    policy TEXT,
    requested_on TEXT,
    decided_on TEXT,
    start TEXT,
    "end" TEXT,
    units INTEGER,
    unit TEXT NOT NULL,
    used_elsewhere INTEGER NOT NULL,
    provider TEXT,
    referral TEXT,
    note BLOB,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT authorization_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT authorization_person CHECK (length("person") <= 60),
    CONSTRAINT authorization_status CHECK (length("status") <= 60),
    CONSTRAINT authorization_number CHECK (length("number") <= 80),
    CONSTRAINT authorization_policy CHECK (length("policy") <= 60),
    CONSTRAINT authorization_requested_on CHECK (length("requested_on") <= 10),
    CONSTRAINT authorization_decided_on CHECK (length("decided_on") <= 10),
    CONSTRAINT authorization_start CHECK (length("start") <= 10),
    CONSTRAINT authorization_end CHECK (length("end") <= 10),
    CONSTRAINT authorization_units CHECK ("units" BETWEEN 0 AND 99999),
    CONSTRAINT authorization_unit CHECK (length("unit") <= 60),
    CONSTRAINT authorization_used_elsewhere CHECK ("used_elsewhere" BETWEEN 0 AND 99999),
    CONSTRAINT authorization_provider CHECK (length("provider") <= 60),
    CONSTRAINT authorization_referral CHECK (length("referral") <= 60),
    CONSTRAINT authorization_note CHECK (length("note") = 32),
    CONSTRAINT authorization_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(policy) REFERENCES policy (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(provider) REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(referral) REFERENCES referral (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX authorization_person_index ON authorization (person);

CREATE INDEX authorization_policy_index ON authorization (policy);

CREATE INDEX authorization_provider_index ON authorization (provider);

CREATE INDEX authorization_referral_index ON authorization (referral);

CREATE TABLE authorization_services (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT authorization_services_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT authorization_services_position CHECK (position >= 0),
    CONSTRAINT authorization_services_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES authorization (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(value) REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX authorization_services_record_id_index ON authorization_services (record_id);

CREATE INDEX authorization_services_value_index ON authorization_services (value);

CREATE TABLE benefit_limit (
    id TEXT NOT NULL,
    policy TEXT NOT NULL,
    per TEXT NOT NULL,
    visits INTEGER,
    unit TEXT NOT NULL,
    money_minor INTEGER,
    money_currency TEXT,
    prior_used INTEGER NOT NULL,
    prior_used_money_minor INTEGER,
    prior_used_money_currency TEXT,
    units_per_day INTEGER,
    before_deductible INTEGER NOT NULL,
    note BLOB,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT benefit_limit_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT benefit_limit_policy CHECK (length("policy") <= 60),
    CONSTRAINT benefit_limit_per CHECK (length("per") <= 60),
    CONSTRAINT benefit_limit_visits CHECK ("visits" BETWEEN 0 AND 99999),
    CONSTRAINT benefit_limit_unit CHECK (length("unit") <= 60),
    CONSTRAINT benefit_limit_money_minor CHECK ("money_minor" BETWEEN -99999999999 AND 99999999999),
    CONSTRAINT benefit_limit_money_currency CHECK (length("money_currency") <= 3),
    CONSTRAINT benefit_limit_prior_used CHECK ("prior_used" BETWEEN 0 AND 99999),
    CONSTRAINT benefit_limit_prior_used_money_minor CHECK ("prior_used_money_minor" BETWEEN -99999999999 AND 99999999999),
    CONSTRAINT benefit_limit_prior_used_money_currency CHECK (length("prior_used_money_currency") <= 3),
    CONSTRAINT benefit_limit_units_per_day CHECK ("units_per_day" BETWEEN 0 AND 99999),
    CONSTRAINT benefit_limit_before_deductible CHECK ("before_deductible" IN (0, 1)),
    CONSTRAINT benefit_limit_note CHECK (length("note") = 32),
    CONSTRAINT benefit_limit_money_currency_with CHECK ((money_minor IS NULL) = (money_currency IS NULL)),
    CONSTRAINT benefit_limit_prior_used_money_currency_with CHECK ((prior_used_money_minor IS NULL) = (prior_used_money_currency IS NULL)),
    CONSTRAINT benefit_limit_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(policy) REFERENCES policy (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX benefit_limit_policy_index ON benefit_limit (policy);

CREATE TABLE benefit_limit_services (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT benefit_limit_services_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT benefit_limit_services_position CHECK (position >= 0),
    CONSTRAINT benefit_limit_services_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES benefit_limit (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(value) REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX benefit_limit_services_record_id_index ON benefit_limit_services (record_id);

CREATE INDEX benefit_limit_services_value_index ON benefit_limit_services (value);

CREATE TABLE bill (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    form TEXT NOT NULL,
    number TEXT,
    dated TEXT,
    provider TEXT,
    paid_minor INTEGER,
    paid_currency TEXT,
    paid_on TEXT,
    note BLOB,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT bill_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT bill_person CHECK (length("person") <= 60),
    CONSTRAINT bill_form CHECK (length("form") <= 60),
    CONSTRAINT bill_number CHECK (length("number") <= 80),
    CONSTRAINT bill_dated CHECK (length("dated") <= 10),
    CONSTRAINT bill_provider CHECK (length("provider") <= 60),
    CONSTRAINT bill_paid_minor CHECK ("paid_minor" BETWEEN -99999999999 AND 99999999999),
    CONSTRAINT bill_paid_currency CHECK (length("paid_currency") <= 3),
    CONSTRAINT bill_paid_on CHECK (length("paid_on") <= 10),
    CONSTRAINT bill_note CHECK (length("note") = 32),
    CONSTRAINT bill_paid_currency_with CHECK ((paid_minor IS NULL) = (paid_currency IS NULL)),
    CONSTRAINT bill_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(provider) REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX bill_person_index ON bill (person);

CREATE INDEX bill_provider_index ON bill (provider);

CREATE TABLE bill_lines (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    visit TEXT,
    date TEXT,
    code TEXT,
    modifier TEXT,
    place TEXT,
    diagnosis TEXT,
    units INTEGER,
    charge_minor INTEGER,
    charge_currency TEXT,
    PRIMARY KEY (id),
    CONSTRAINT bill_lines_charge_currency_with CHECK ((charge_minor IS NULL) = (charge_currency IS NULL)),
    CONSTRAINT bill_lines_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT bill_lines_position CHECK (position >= 0),
    CONSTRAINT bill_lines_visit CHECK (length("visit") <= 60),
    CONSTRAINT bill_lines_date CHECK (length("date") <= 10),
    CONSTRAINT bill_lines_code CHECK (length("code") <= 60),
    CONSTRAINT bill_lines_modifier CHECK (length("modifier") <= 60),
    CONSTRAINT bill_lines_place CHECK (length("place") <= 60),
    CONSTRAINT bill_lines_diagnosis CHECK (length("diagnosis") <= 60),
    CONSTRAINT bill_lines_units CHECK ("units" BETWEEN 0 AND 99999),
    CONSTRAINT bill_lines_charge_minor CHECK ("charge_minor" BETWEEN -99999999999 AND 99999999999),
    CONSTRAINT bill_lines_charge_currency CHECK (length("charge_currency") <= 3),
    FOREIGN KEY(record_id) REFERENCES bill (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(visit) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX bill_lines_record_id_index ON bill_lines (record_id);

CREATE INDEX bill_lines_visit_index ON bill_lines (visit);

CREATE TABLE bundle (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    profile TEXT NOT NULL,
    recipient TEXT NOT NULL,
    purpose TEXT NOT NULL,
    exported TEXT NOT NULL,
    blob TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    pages INTEGER NOT NULL,
    request TEXT,
    referral TEXT,
    sent_on TEXT,
    channel TEXT,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT bundle_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT bundle_person CHECK (length("person") <= 60),
    CONSTRAINT bundle_profile CHECK (length("profile") <= 60),
    CONSTRAINT bundle_recipient CHECK (length("recipient") <= 200),
    CONSTRAINT bundle_purpose CHECK (length("purpose") <= 500),
    CONSTRAINT bundle_exported CHECK (length("exported") <= 27),
    CONSTRAINT bundle_blob CHECK (length("blob") <= 32),
    CONSTRAINT bundle_size CHECK ("size" BETWEEN 0 AND 1099511627776),
    CONSTRAINT bundle_sha256 CHECK (length("sha256") <= 64),
    CONSTRAINT bundle_pages CHECK ("pages" BETWEEN 0 AND 99999),
    CONSTRAINT bundle_request CHECK (length("request") <= 60),
    CONSTRAINT bundle_referral CHECK (length("referral") <= 60),
    CONSTRAINT bundle_sent_on CHECK (length("sent_on") <= 10),
    CONSTRAINT bundle_channel CHECK (length("channel") <= 500),
    CONSTRAINT bundle_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(request) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(referral) REFERENCES referral (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX bundle_person_index ON bundle (person);

CREATE INDEX bundle_referral_index ON bundle (referral);

CREATE INDEX bundle_request_index ON bundle (request);

CREATE TABLE bundle_facts (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT bundle_facts_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT bundle_facts_position CHECK (position >= 0),
    CONSTRAINT bundle_facts_label CHECK (length("label") <= 500),
    CONSTRAINT bundle_facts_value CHECK (length("value") <= 500),
    FOREIGN KEY(record_id) REFERENCES bundle (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX bundle_facts_record_id_index ON bundle_facts (record_id);

CREATE TABLE bundle_not_held (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT bundle_not_held_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT bundle_not_held_position CHECK (position >= 0),
    CONSTRAINT bundle_not_held_value CHECK (length("value") <= 500),
    FOREIGN KEY(record_id) REFERENCES bundle (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX bundle_not_held_record_id_index ON bundle_not_held (record_id);

CREATE TABLE bundle_papers (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    document TEXT NOT NULL,
    title TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    pages INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT bundle_papers_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT bundle_papers_position CHECK (position >= 0),
    CONSTRAINT bundle_papers_document CHECK (length("document") <= 60),
    CONSTRAINT bundle_papers_title CHECK (length("title") <= 200),
    CONSTRAINT bundle_papers_sha256 CHECK (length("sha256") <= 64),
    CONSTRAINT bundle_papers_pages CHECK ("pages" BETWEEN 0 AND 99999),
    FOREIGN KEY(record_id) REFERENCES bundle (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(document) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX bundle_papers_document_index ON bundle_papers (document);

CREATE INDEX bundle_papers_record_id_index ON bundle_papers (record_id);

CREATE TABLE claim (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    number TEXT,
    policy TEXT NOT NULL,
    status TEXT NOT NULL,
    submitted_on TEXT,
    channel TEXT,
    file_due TEXT,
    note BLOB,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT claim_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT claim_person CHECK (length("person") <= 60),
    CONSTRAINT claim_number CHECK (length("number") <= 80),
    CONSTRAINT claim_policy CHECK (length("policy") <= 60),
    CONSTRAINT claim_status CHECK (length("status") <= 60),
    CONSTRAINT claim_submitted_on CHECK (length("submitted_on") <= 10),
    CONSTRAINT claim_channel CHECK (length("channel") <= 500),
    CONSTRAINT claim_file_due CHECK (length("file_due") <= 10),
    CONSTRAINT claim_note CHECK (length("note") = 32),
    CONSTRAINT claim_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(policy) REFERENCES policy (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX claim_person_index ON claim (person);

CREATE INDEX claim_policy_index ON claim (policy);

CREATE TABLE claim_visits (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT claim_visits_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT claim_visits_position CHECK (position >= 0),
    CONSTRAINT claim_visits_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(value) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX claim_visits_record_id_index ON claim_visits (record_id);

CREATE INDEX claim_visits_value_index ON claim_visits (value);

CREATE TABLE communication (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    direction TEXT NOT NULL,
    date TEXT NOT NULL,
    channel TEXT NOT NULL,
    received_on TEXT,
    counterparty TEXT,
    spoken_to TEXT,
    call_reference TEXT,
    summary BLOB,
    proof_of_delivery TEXT,
    policy TEXT,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT communication_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT communication_person CHECK (length("person") <= 60),
    CONSTRAINT communication_direction CHECK (length("direction") <= 60),
    CONSTRAINT communication_date CHECK (length("date") <= 10),
    CONSTRAINT communication_channel CHECK (length("channel") <= 60),
    CONSTRAINT communication_received_on CHECK (length("received_on") <= 10),
    CONSTRAINT communication_counterparty CHECK (length("counterparty") <= 200),
    CONSTRAINT communication_spoken_to CHECK (length("spoken_to") <= 200),
    CONSTRAINT communication_call_reference CHECK (length("call_reference") <= 80),
    CONSTRAINT communication_summary CHECK (length("summary") = 32),
    CONSTRAINT communication_proof_of_delivery CHECK (length("proof_of_delivery") <= 500),
    CONSTRAINT communication_policy CHECK (length("policy") <= 60),
    CONSTRAINT communication_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(policy) REFERENCES policy (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX communication_person_index ON communication (person);

CREATE INDEX communication_policy_index ON communication (policy);

CREATE TABLE condition (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    words TEXT NOT NULL,
    code TEXT,
    code_system TEXT,
    onset TEXT,
    cause TEXT NOT NULL,
    note BLOB,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT condition_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT condition_person CHECK (length("person") <= 60),
    CONSTRAINT condition_words CHECK (length("words") <= 500),
    CONSTRAINT condition_code CHECK (length("code") <= 60),
    CONSTRAINT condition_code_system CHECK (length("code_system") <= 60),
    CONSTRAINT condition_onset CHECK (length("onset") <= 10),
    CONSTRAINT condition_cause CHECK (length("cause") <= 60),
    CONSTRAINT condition_note CHECK (length("note") = 32),
    CONSTRAINT condition_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX condition_person_index ON condition (person);

CREATE TABLE document (
    id TEXT NOT NULL,
    kind TEXT NOT NULL,
    blob TEXT NOT NULL,
    size INTEGER NOT NULL,
    sha256 TEXT NOT NULL,
    title TEXT,
    file_name TEXT,
    person TEXT,
    dated TEXT,
    added TEXT,
    media_type TEXT,
    pages INTEGER,
    source TEXT NOT NULL,
    paper_location TEXT,
    sensitive INTEGER NOT NULL,
    has_text_layer INTEGER NOT NULL,
    text BLOB,
    unread_reason TEXT,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT document_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT document_kind CHECK (length("kind") <= 60),
    CONSTRAINT document_blob CHECK (length("blob") <= 32),
    CONSTRAINT document_size CHECK ("size" BETWEEN 0 AND 1099511627776),
    CONSTRAINT document_sha256 CHECK (length("sha256") <= 64),
    CONSTRAINT document_title CHECK (length("title") <= 200),
    CONSTRAINT document_file_name CHECK (length("file_name") <= 200),
    CONSTRAINT document_person CHECK (length("person") <= 60),
    CONSTRAINT document_dated CHECK (length("dated") <= 10),
    CONSTRAINT document_added CHECK (length("added") <= 27),
    CONSTRAINT document_media_type CHECK (length("media_type") <= 100),
    CONSTRAINT document_pages CHECK ("pages" BETWEEN 0 AND 99999),
    CONSTRAINT document_source CHECK (length("source") <= 60),
    CONSTRAINT document_paper_location CHECK (length("paper_location") <= 500),
    CONSTRAINT document_sensitive CHECK ("sensitive" IN (0, 1)),
    CONSTRAINT document_has_text_layer CHECK ("has_text_layer" IN (0, 1)),
    CONSTRAINT document_text CHECK (length("text") = 32),
    CONSTRAINT document_unread_reason CHECK (length("unread_reason") <= 60),
    CONSTRAINT document_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX document_person_index ON document (person);

CREATE UNIQUE INDEX document_sha256_unique ON document (sha256);

CREATE TABLE document_links (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    kind TEXT NOT NULL,
    record TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT document_links_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT document_links_position CHECK (position >= 0),
    CONSTRAINT document_links_kind CHECK (length("kind") <= 40),
    CONSTRAINT document_links_record CHECK (length("record") <= 60),
    FOREIGN KEY(record_id) REFERENCES document (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX document_links_record_id_index ON document_links (record_id);

CREATE TABLE draft (
    id TEXT NOT NULL CHECK (length(id) <= 60),
    kind TEXT NOT NULL CHECK (length(kind) <= 40),
    record_id TEXT CHECK (length(record_id) <= 60),
    saved TEXT NOT NULL CHECK (length(saved) = 27),
    PRIMARY KEY (id)
)
 STRICT;

CREATE TABLE draft_part (
    draft TEXT NOT NULL,
    position INTEGER NOT NULL,
    body TEXT NOT NULL CHECK (octet_length(body) <= 3000),
    PRIMARY KEY (draft, position),
    FOREIGN KEY(draft) REFERENCES draft (id)
)
 STRICT;

CREATE TABLE eob (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    claim_number TEXT,
    policy TEXT,
    processed_on TEXT,
    received_on TEXT,
    payment_date TEXT,
    appeal_due TEXT,
    note BLOB,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT eob_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT eob_person CHECK (length("person") <= 60),
    CONSTRAINT eob_claim_number CHECK (length("claim_number") <= 80),
    CONSTRAINT eob_policy CHECK (length("policy") <= 60),
    CONSTRAINT eob_processed_on CHECK (length("processed_on") <= 10),
    CONSTRAINT eob_received_on CHECK (length("received_on") <= 10),
    CONSTRAINT eob_payment_date CHECK (length("payment_date") <= 10),
    CONSTRAINT eob_appeal_due CHECK (length("appeal_due") <= 10),
    CONSTRAINT eob_note CHECK (length("note") = 32),
    CONSTRAINT eob_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(policy) REFERENCES policy (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX eob_person_index ON eob (person);

CREATE INDEX eob_policy_index ON eob (policy);

CREATE TABLE eob_lines (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    visit TEXT,
    date TEXT,
    billed_minor INTEGER,
    billed_currency TEXT,
    allowed_minor INTEGER,
    allowed_currency TEXT,
    paid_minor INTEGER,
    paid_currency TEXT,
    my_share_minor INTEGER,
    my_share_currency TEXT,
    denied INTEGER NOT NULL,
    reason_code TEXT,
    remark TEXT,
    PRIMARY KEY (id),
    CONSTRAINT eob_lines_billed_currency_with CHECK ((billed_minor IS NULL) = (billed_currency IS NULL)),
    CONSTRAINT eob_lines_allowed_currency_with CHECK ((allowed_minor IS NULL) = (allowed_currency IS NULL)),
    CONSTRAINT eob_lines_paid_currency_with CHECK ((paid_minor IS NULL) = (paid_currency IS NULL)),
    CONSTRAINT eob_lines_my_share_currency_with CHECK ((my_share_minor IS NULL) = (my_share_currency IS NULL)),
    CONSTRAINT eob_lines_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT eob_lines_position CHECK (position >= 0),
    CONSTRAINT eob_lines_visit CHECK (length("visit") <= 60),
    CONSTRAINT eob_lines_date CHECK (length("date") <= 10),
    CONSTRAINT eob_lines_billed_minor CHECK ("billed_minor" BETWEEN -99999999999 AND 99999999999),
    CONSTRAINT eob_lines_billed_currency CHECK (length("billed_currency") <= 3),
    CONSTRAINT eob_lines_allowed_minor CHECK ("allowed_minor" BETWEEN -99999999999 AND 99999999999),
    CONSTRAINT eob_lines_allowed_currency CHECK (length("allowed_currency") <= 3),
    CONSTRAINT eob_lines_paid_minor CHECK ("paid_minor" BETWEEN -99999999999 AND 99999999999),
    CONSTRAINT eob_lines_paid_currency CHECK (length("paid_currency") <= 3),
    CONSTRAINT eob_lines_my_share_minor CHECK ("my_share_minor" BETWEEN -99999999999 AND 99999999999),
    CONSTRAINT eob_lines_my_share_currency CHECK (length("my_share_currency") <= 3),
    CONSTRAINT eob_lines_denied CHECK ("denied" IN (0, 1)),
    CONSTRAINT eob_lines_reason_code CHECK (length("reason_code") <= 60),
    CONSTRAINT eob_lines_remark CHECK (length("remark") <= 500),
    FOREIGN KEY(record_id) REFERENCES eob (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(visit) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX eob_lines_record_id_index ON eob_lines (record_id);

CREATE INDEX eob_lines_visit_index ON eob_lines (visit);

CREATE TABLE history (
    seq INTEGER NOT NULL,
    utc TEXT NOT NULL CHECK (length(utc) = 27),
    entity TEXT NOT NULL CHECK (length(entity) <= 60),
    entity_id TEXT NOT NULL CHECK (length(entity_id) <= 60),
    action TEXT NOT NULL CHECK (length(action) <= 20),
    "after" TEXT CHECK (octet_length(after) < 3000),
    sha BLOB NOT NULL CHECK (length(sha) = 32),
    mac BLOB NOT NULL CHECK (length(mac) = 32),
    PRIMARY KEY (seq)
)
 STRICT;

CREATE INDEX history_entity_id_index ON history (entity_id);

CREATE INDEX history_record_id_index ON history (json_extract("after", '$.record_id')) WHERE json_extract("after", '$.record_id') IS NOT NULL;

CREATE TABLE meta (
    vid BLOB NOT NULL CHECK (length(vid) = 16),
    gen INTEGER NOT NULL,
    PRIMARY KEY (vid)
)
 STRICT;

CREATE TABLE person (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    birth_date TEXT,
    relationship TEXT NOT NULL,
    email TEXT,
    phone TEXT,
    address TEXT,
    note BLOB,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT person_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT person_name CHECK (length("name") <= 200),
    CONSTRAINT person_birth_date CHECK (length("birth_date") <= 10),
    CONSTRAINT person_relationship CHECK (length("relationship") <= 60),
    CONSTRAINT person_email CHECK (length("email") <= 200),
    CONSTRAINT person_phone CHECK (length("phone") <= 200),
    CONSTRAINT person_address CHECK (length("address") <= 500),
    CONSTRAINT person_note CHECK (length("note") = 32),
    CONSTRAINT person_trashed_at CHECK (length(trashed_at) = 27)
)
 STRICT;

CREATE TABLE policy (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    insurer TEXT NOT NULL,
    member_id TEXT NOT NULL,
    start TEXT NOT NULL,
    "end" TEXT,
    "group" TEXT,
    plan_name TEXT,
    plan_type TEXT NOT NULL,
    jurisdiction TEXT,
    "order" TEXT,
    claims_address TEXT,
    appeals_address TEXT,
    filed_by TEXT NOT NULL,
    file_days INTEGER,
    file_from TEXT NOT NULL,
    requires_referral TEXT NOT NULL,
    requires_auth TEXT NOT NULL,
    request_days INTEGER,
    registration_required INTEGER NOT NULL,
    network TEXT,
    said_by TEXT,
    said_on TEXT,
    call_reference TEXT,
    note BLOB,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT policy_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT policy_person CHECK (length("person") <= 60),
    CONSTRAINT policy_insurer CHECK (length("insurer") <= 200),
    CONSTRAINT policy_member_id CHECK (length("member_id") <= 80),
    CONSTRAINT policy_start CHECK (length("start") <= 10),
    CONSTRAINT policy_end CHECK (length("end") <= 10),
    CONSTRAINT policy_group CHECK (length("group") <= 80),
    CONSTRAINT policy_plan_name CHECK (length("plan_name") <= 200),
    CONSTRAINT policy_plan_type CHECK (length("plan_type") <= 60),
    CONSTRAINT policy_jurisdiction CHECK (length("jurisdiction") <= 60),
    CONSTRAINT policy_order CHECK (length("order") <= 60),
    CONSTRAINT policy_claims_address CHECK (length("claims_address") <= 500),
    CONSTRAINT policy_appeals_address CHECK (length("appeals_address") <= 500),
    CONSTRAINT policy_filed_by CHECK (length("filed_by") <= 60),
    CONSTRAINT policy_file_days CHECK ("file_days" BETWEEN 0 AND 36500),
    CONSTRAINT policy_file_from CHECK (length("file_from") <= 60),
    CONSTRAINT policy_requires_referral CHECK (length("requires_referral") <= 60),
    CONSTRAINT policy_requires_auth CHECK (length("requires_auth") <= 8),
    CONSTRAINT policy_request_days CHECK ("request_days" BETWEEN 0 AND 36500),
    CONSTRAINT policy_registration_required CHECK ("registration_required" IN (0, 1)),
    CONSTRAINT policy_network CHECK (length("network") <= 60),
    CONSTRAINT policy_said_by CHECK (length("said_by") <= 200),
    CONSTRAINT policy_said_on CHECK (length("said_on") <= 10),
    CONSTRAINT policy_call_reference CHECK (length("call_reference") <= 80),
    CONSTRAINT policy_note CHECK (length("note") = 32),
    CONSTRAINT policy_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX policy_person_index ON policy (person);

CREATE TABLE policy_conditions (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT policy_conditions_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT policy_conditions_position CHECK (position >= 0),
    CONSTRAINT policy_conditions_value CHECK (length("value") <= 500),
    FOREIGN KEY(record_id) REFERENCES policy (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX policy_conditions_record_id_index ON policy_conditions (record_id);

CREATE TABLE policy_excluded (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT policy_excluded_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT policy_excluded_position CHECK (position >= 0),
    CONSTRAINT policy_excluded_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES policy (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(value) REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX policy_excluded_record_id_index ON policy_excluded (record_id);

CREATE INDEX policy_excluded_value_index ON policy_excluded (value);

CREATE TABLE policy_referrer_types (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT policy_referrer_types_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT policy_referrer_types_position CHECK (position >= 0),
    CONSTRAINT policy_referrer_types_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES policy (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX policy_referrer_types_record_id_index ON policy_referrer_types (record_id);

CREATE TABLE policy_therapist_types (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT policy_therapist_types_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT policy_therapist_types_position CHECK (position >= 0),
    CONSTRAINT policy_therapist_types_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES policy (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX policy_therapist_types_record_id_index ON policy_therapist_types (record_id);

CREATE TABLE provider (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    registered TEXT NOT NULL,
    address TEXT,
    phone TEXT,
    fax TEXT,
    email TEXT,
    portal TEXT,
    note BLOB,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT provider_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT provider_name CHECK (length("name") <= 200),
    CONSTRAINT provider_registered CHECK (length("registered") <= 60),
    CONSTRAINT provider_address CHECK (length("address") <= 500),
    CONSTRAINT provider_phone CHECK (length("phone") <= 200),
    CONSTRAINT provider_fax CHECK (length("fax") <= 200),
    CONSTRAINT provider_email CHECK (length("email") <= 200),
    CONSTRAINT provider_portal CHECK (length("portal") <= 200),
    CONSTRAINT provider_note CHECK (length("note") = 32),
    CONSTRAINT provider_trashed_at CHECK (length(trashed_at) = 27)
)
 STRICT;

CREATE TABLE provider_identifiers (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    type TEXT NOT NULL,
    printed TEXT NOT NULL,
    canonical TEXT,
    "check" TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT provider_identifiers_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT provider_identifiers_position CHECK (position >= 0),
    CONSTRAINT provider_identifiers_type CHECK (length("type") <= 60),
    CONSTRAINT provider_identifiers_printed CHECK (length("printed") <= 80),
    CONSTRAINT provider_identifiers_canonical CHECK (length("canonical") <= 80),
    CONSTRAINT provider_identifiers_check CHECK (length("check") <= 60),
    FOREIGN KEY(record_id) REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX provider_identifiers_record_id_index ON provider_identifiers (record_id);

CREATE TABLE provider_networks (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT provider_networks_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT provider_networks_position CHECK (position >= 0),
    CONSTRAINT provider_networks_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX provider_networks_record_id_index ON provider_networks (record_id);

CREATE TABLE provider_roles (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT provider_roles_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT provider_roles_position CHECK (position >= 0),
    CONSTRAINT provider_roles_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX provider_roles_record_id_index ON provider_roles (record_id);

CREATE TABLE provider_types (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT provider_types_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT provider_types_position CHECK (position >= 0),
    CONSTRAINT provider_types_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX provider_types_record_id_index ON provider_types (record_id);

CREATE TABLE referral (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    authored_on TEXT,
    referrer TEXT,
    signed INTEGER,
    status TEXT NOT NULL,
    number TEXT,
    valid_from TEXT,
    valid_until TEXT,
    valid_until_basis TEXT NOT NULL,
    start_by TEXT,
    max_gap INTEGER,
    visits INTEGER,
    visits_missing INTEGER NOT NULL,
    used_elsewhere INTEGER NOT NULL,
    units_per_visit INTEGER,
    frequency_n INTEGER,
    frequency_per TEXT,
    frequency_every INTEGER,
    frequency_low INTEGER,
    duration_weeks INTEGER,
    performer TEXT,
    urgent INTEGER NOT NULL,
    necessity BLOB,
    renewal_of TEXT,
    note BLOB,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT referral_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT referral_person CHECK (length("person") <= 60),
    CONSTRAINT referral_authored_on CHECK (length("authored_on") <= 10),
    CONSTRAINT referral_referrer CHECK (length("referrer") <= 60),
    CONSTRAINT referral_signed CHECK ("signed" IN (0, 1)),
    CONSTRAINT referral_status CHECK (length("status") <= 60),
    CONSTRAINT referral_number CHECK (length("number") <= 80),
    CONSTRAINT referral_valid_from CHECK (length("valid_from") <= 10),
    CONSTRAINT referral_valid_until CHECK (length("valid_until") <= 10),
    CONSTRAINT referral_valid_until_basis CHECK (length("valid_until_basis") <= 60),
    CONSTRAINT referral_start_by CHECK (length("start_by") <= 10),
    CONSTRAINT referral_max_gap CHECK ("max_gap" BETWEEN 0 AND 36500),
    CONSTRAINT referral_visits CHECK ("visits" BETWEEN 0 AND 99999),
    CONSTRAINT referral_visits_missing CHECK ("visits_missing" IN (0, 1)),
    CONSTRAINT referral_used_elsewhere CHECK ("used_elsewhere" BETWEEN 0 AND 99999),
    CONSTRAINT referral_units_per_visit CHECK ("units_per_visit" BETWEEN 0 AND 99999),
    CONSTRAINT referral_frequency_n CHECK ("frequency_n" BETWEEN 1 AND 99),
    CONSTRAINT referral_frequency_per CHECK (length("frequency_per") <= 60),
    CONSTRAINT referral_frequency_every CHECK ("frequency_every" BETWEEN 1 AND 52),
    CONSTRAINT referral_frequency_low CHECK ("frequency_low" BETWEEN 1 AND 99),
    CONSTRAINT referral_duration_weeks CHECK ("duration_weeks" BETWEEN 0 AND 99999),
    CONSTRAINT referral_performer CHECK (length("performer") <= 60),
    CONSTRAINT referral_urgent CHECK ("urgent" IN (0, 1)),
    CONSTRAINT referral_necessity CHECK (length("necessity") = 32),
    CONSTRAINT referral_renewal_of CHECK (length("renewal_of") <= 60),
    CONSTRAINT referral_note CHECK (length("note") = 32),
    CONSTRAINT referral_frequency_per_with CHECK ((frequency_n IS NULL) = (frequency_per IS NULL)),
    CONSTRAINT referral_frequency_every_with CHECK ((frequency_n IS NULL) = (frequency_every IS NULL)),
    CONSTRAINT referral_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(referrer) REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(performer) REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(renewal_of) REFERENCES referral (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX referral_performer_index ON referral (performer);

CREATE INDEX referral_person_index ON referral (person);

CREATE INDEX referral_referrer_index ON referral (referrer);

CREATE INDEX referral_renewal_of_index ON referral (renewal_of);

CREATE TABLE referral_codes (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT referral_codes_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT referral_codes_position CHECK (position >= 0),
    CONSTRAINT referral_codes_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES referral (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX referral_codes_record_id_index ON referral_codes (record_id);

CREATE TABLE referral_conditions (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT referral_conditions_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT referral_conditions_position CHECK (position >= 0),
    CONSTRAINT referral_conditions_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES referral (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(value) REFERENCES condition (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX referral_conditions_record_id_index ON referral_conditions (record_id);

CREATE INDEX referral_conditions_value_index ON referral_conditions (value);

CREATE TABLE referral_diagnosis (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT referral_diagnosis_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT referral_diagnosis_position CHECK (position >= 0),
    CONSTRAINT referral_diagnosis_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES referral (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX referral_diagnosis_record_id_index ON referral_diagnosis (record_id);

CREATE TABLE referral_released_to (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    "to" TEXT NOT NULL,
    "on" TEXT,
    PRIMARY KEY (id),
    CONSTRAINT referral_released_to_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT referral_released_to_position CHECK (position >= 0),
    CONSTRAINT referral_released_to_to CHECK (length("to") <= 60),
    CONSTRAINT referral_released_to_on CHECK (length("on") <= 10),
    FOREIGN KEY(record_id) REFERENCES referral (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX referral_released_to_record_id_index ON referral_released_to (record_id);

CREATE TABLE referral_service_words (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT referral_service_words_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT referral_service_words_position CHECK (position >= 0),
    CONSTRAINT referral_service_words_value CHECK (length("value") <= 500),
    FOREIGN KEY(record_id) REFERENCES referral (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX referral_service_words_record_id_index ON referral_service_words (record_id);

CREATE TABLE referral_services (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT referral_services_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT referral_services_position CHECK (position >= 0),
    CONSTRAINT referral_services_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES referral (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(value) REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX referral_services_record_id_index ON referral_services (record_id);

CREATE INDEX referral_services_value_index ON referral_services (value);

CREATE TABLE reminder (
    id TEXT NOT NULL,
    subject_kind TEXT,
    subject TEXT,
    person TEXT,
    label TEXT,
    due TEXT,
    rule TEXT,
    source TEXT,
    snoozed_until TEXT,
    done_on TEXT,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT reminder_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT reminder_subject_kind CHECK (length("subject_kind") <= 40),
    CONSTRAINT reminder_subject CHECK (length("subject") <= 60),
    CONSTRAINT reminder_person CHECK (length("person") <= 60),
    CONSTRAINT reminder_label CHECK (length("label") <= 500),
    CONSTRAINT reminder_due CHECK (length("due") <= 10),
    CONSTRAINT reminder_rule CHECK (length("rule") <= 60),
    CONSTRAINT reminder_source CHECK (length("source") <= 500),
    CONSTRAINT reminder_snoozed_until CHECK (length("snoozed_until") <= 10),
    CONSTRAINT reminder_done_on CHECK (length("done_on") <= 10),
    CONSTRAINT reminder_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX reminder_person_index ON reminder (person);

CREATE TABLE reminder_lead_days (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value INTEGER NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT reminder_lead_days_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT reminder_lead_days_position CHECK (position >= 0),
    CONSTRAINT reminder_lead_days_value CHECK ("value" BETWEEN 0 AND 99999),
    FOREIGN KEY(record_id) REFERENCES reminder (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX reminder_lead_days_record_id_index ON reminder_lead_days (record_id);

CREATE TABLE request (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    received_on TEXT,
    dated TEXT,
    policy TEXT,
    reference TEXT,
    claim TEXT,
    claim_number TEXT,
    due TEXT,
    due_basis TEXT NOT NULL,
    channel TEXT,
    status TEXT NOT NULL,
    note BLOB,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT request_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT request_person CHECK (length("person") <= 60),
    CONSTRAINT request_received_on CHECK (length("received_on") <= 10),
    CONSTRAINT request_dated CHECK (length("dated") <= 10),
    CONSTRAINT request_policy CHECK (length("policy") <= 60),
    CONSTRAINT request_reference CHECK (length("reference") <= 80),
    CONSTRAINT request_claim CHECK (length("claim") <= 60),
    CONSTRAINT request_claim_number CHECK (length("claim_number") <= 80),
    CONSTRAINT request_due CHECK (length("due") <= 10),
    CONSTRAINT request_due_basis CHECK (length("due_basis") <= 60),
    CONSTRAINT request_channel CHECK (length("channel") <= 500),
    CONSTRAINT request_status CHECK (length("status") <= 60),
    CONSTRAINT request_note CHECK (length("note") = 32),
    CONSTRAINT request_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(policy) REFERENCES policy (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(claim) REFERENCES claim (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX request_claim_index ON request (claim);

CREATE INDEX request_person_index ON request (person);

CREATE INDEX request_policy_index ON request (policy);

CREATE TABLE request_items (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    words TEXT NOT NULL,
    document_kind TEXT,
    start TEXT,
    "end" TEXT,
    PRIMARY KEY (id),
    CONSTRAINT request_items_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT request_items_position CHECK (position >= 0),
    CONSTRAINT request_items_words CHECK (length("words") <= 500),
    CONSTRAINT request_items_document_kind CHECK (length("document_kind") <= 60),
    CONSTRAINT request_items_start CHECK (length("start") <= 10),
    CONSTRAINT request_items_end CHECK (length("end") <= 10),
    FOREIGN KEY(record_id) REFERENCES request (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX request_items_record_id_index ON request_items (record_id);

CREATE TABLE service (
    id TEXT NOT NULL,
    name TEXT NOT NULL,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT service_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT service_name CHECK (length("name") <= 500),
    CONSTRAINT service_trashed_at CHECK (length(trashed_at) = 27)
)
 STRICT;

CREATE TABLE service_codes (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT service_codes_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT service_codes_position CHECK (position >= 0),
    CONSTRAINT service_codes_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX service_codes_record_id_index ON service_codes (record_id);

CREATE TABLE setting (
    "key" TEXT NOT NULL CHECK (length(key) <= 60),
    value TEXT NOT NULL CHECK (octet_length(value) <= 2000),
    PRIMARY KEY ("key")
)
 STRICT;

CREATE TABLE text (
    sha256 BLOB NOT NULL CHECK (length(sha256) = 32),
    body TEXT NOT NULL,
    PRIMARY KEY (sha256)
)
 STRICT;

CREATE TABLE treatment_plan (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    goals BLOB NOT NULL,
    baseline BLOB,
    measures BLOB,
    next_review TEXT,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT treatment_plan_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT treatment_plan_person CHECK (length("person") <= 60),
    CONSTRAINT treatment_plan_goals CHECK (length("goals") = 32),
    CONSTRAINT treatment_plan_baseline CHECK (length("baseline") = 32),
    CONSTRAINT treatment_plan_measures CHECK (length("measures") = 32),
    CONSTRAINT treatment_plan_next_review CHECK (length("next_review") <= 10),
    CONSTRAINT treatment_plan_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX treatment_plan_person_index ON treatment_plan (person);

CREATE TABLE treatment_plan_conditions (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT treatment_plan_conditions_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT treatment_plan_conditions_position CHECK (position >= 0),
    CONSTRAINT treatment_plan_conditions_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES treatment_plan (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(value) REFERENCES condition (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX treatment_plan_conditions_record_id_index ON treatment_plan_conditions (record_id);

CREATE INDEX treatment_plan_conditions_value_index ON treatment_plan_conditions (value);

CREATE TABLE treatment_plan_therapies (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT treatment_plan_therapies_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT treatment_plan_therapies_position CHECK (position >= 0),
    CONSTRAINT treatment_plan_therapies_value CHECK (length("value") <= 500),
    FOREIGN KEY(record_id) REFERENCES treatment_plan (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX treatment_plan_therapies_record_id_index ON treatment_plan_therapies (record_id);

CREATE TABLE visit (
    id TEXT NOT NULL,
    person TEXT NOT NULL,
    date TEXT NOT NULL,
    provider TEXT,
    service TEXT NOT NULL,
    time TEXT,
    status TEXT NOT NULL,
    provider_type TEXT,
    units INTEGER,
    minutes INTEGER,
    condition TEXT,
    cause TEXT NOT NULL,
    charge_minor INTEGER,
    charge_currency TEXT,
    paid_minor INTEGER,
    paid_currency TEXT,
    referral TEXT,
    authorization TEXT,
    gap_reason TEXT,
    filed_by TEXT,
    note BLOB,
    trashed_at TEXT,
    PRIMARY KEY (id),
    CONSTRAINT visit_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT visit_person CHECK (length("person") <= 60),
    CONSTRAINT visit_date CHECK (length("date") <= 10),
    CONSTRAINT visit_provider CHECK (length("provider") <= 60),
    CONSTRAINT visit_service CHECK (length("service") <= 60),
    CONSTRAINT visit_time CHECK (length("time") <= 15),
    CONSTRAINT visit_status CHECK (length("status") <= 60),
    CONSTRAINT visit_provider_type CHECK (length("provider_type") <= 60),
    CONSTRAINT visit_units CHECK ("units" BETWEEN 0 AND 99999),
    CONSTRAINT visit_minutes CHECK ("minutes" BETWEEN 0 AND 99999),
    CONSTRAINT visit_condition CHECK (length("condition") <= 60),
    CONSTRAINT visit_cause CHECK (length("cause") <= 60),
    CONSTRAINT visit_charge_minor CHECK ("charge_minor" BETWEEN -99999999999 AND 99999999999),
    CONSTRAINT visit_charge_currency CHECK (length("charge_currency") <= 3),
    CONSTRAINT visit_paid_minor CHECK ("paid_minor" BETWEEN -99999999999 AND 99999999999),
    CONSTRAINT visit_paid_currency CHECK (length("paid_currency") <= 3),
    CONSTRAINT visit_referral CHECK (length("referral") <= 60),
    CONSTRAINT visit_authorization CHECK (length("authorization") <= 60),
    CONSTRAINT visit_gap_reason CHECK (length("gap_reason") <= 500),
    CONSTRAINT visit_filed_by CHECK (length("filed_by") <= 60),
    CONSTRAINT visit_note CHECK (length("note") = 32),
    CONSTRAINT visit_charge_currency_with CHECK ((charge_minor IS NULL) = (charge_currency IS NULL)),
    CONSTRAINT visit_paid_currency_with CHECK ((paid_minor IS NULL) = (paid_currency IS NULL)),
    CONSTRAINT visit_trashed_at CHECK (length(trashed_at) = 27),
    FOREIGN KEY(person) REFERENCES person (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(provider) REFERENCES provider (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(service) REFERENCES service (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(condition) REFERENCES condition (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(referral) REFERENCES referral (id) DEFERRABLE INITIALLY DEFERRED,
    FOREIGN KEY(authorization) REFERENCES authorization (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX visit_authorization_index ON visit (authorization);

CREATE INDEX visit_condition_index ON visit (condition);

CREATE INDEX visit_person_index ON visit (person);

CREATE INDEX visit_provider_index ON visit (provider);

CREATE INDEX visit_referral_index ON visit (referral);

CREATE INDEX visit_service_index ON visit (service);

CREATE TABLE visit_codes (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    code TEXT NOT NULL,
    units INTEGER,
    PRIMARY KEY (id),
    CONSTRAINT visit_codes_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT visit_codes_position CHECK (position >= 0),
    CONSTRAINT visit_codes_code CHECK (length("code") <= 60),
    CONSTRAINT visit_codes_units CHECK ("units" BETWEEN 0 AND 99999),
    FOREIGN KEY(record_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX visit_codes_record_id_index ON visit_codes (record_id);

CREATE TABLE visit_diagnoses (
    id TEXT NOT NULL,
    record_id TEXT NOT NULL,
    position INTEGER NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (id),
    CONSTRAINT visit_diagnoses_id CHECK (length(id) BETWEEN 1 AND 60),
    CONSTRAINT visit_diagnoses_position CHECK (position >= 0),
    CONSTRAINT visit_diagnoses_value CHECK (length("value") <= 60),
    FOREIGN KEY(record_id) REFERENCES visit (id) DEFERRABLE INITIALLY DEFERRED
)
 STRICT;

CREATE INDEX visit_diagnoses_record_id_index ON visit_diagnoses (record_id);
