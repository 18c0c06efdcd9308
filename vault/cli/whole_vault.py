"""Commands about a vault as a whole: make, describe, check, and what left it."""

from argparse import Namespace

from vault.app import App
from vault.cli.opening import opened
from vault.cli.output import Output, lines, table
from vault.cli.progress import Bar
from vault.cli.secrets import new_password
from vault.domain.errors import ExitCode
from vault.domain.records.codec import record_to_json
from vault.services.keys.derivation import KdfCost, default_cost
from vault.services.wording.catalogue import Wording
from vault.services.wording.checks import finding_text
from vault.services.wording.sealing import rung_text
from vault.services.wording.units import units


def create_command(options: Namespace, app: App, say: Wording) -> Output:
    """Make a vault; the recovery key is shown here and never again."""
    cost = default_cost()
    if options.kdf_memory is not None:
        cost = KdfCost(options.kdf_memory * 1024, cost.time, cost.parallelism)
    created = app.create(options.vault, new_password(options, say), cost, options.name)
    document = {
        "vault": str(created.layout.folder),
        "id": created.vid.hex(),
        "recovery_key": created.recovery_text,
    }
    return Output(
        document,
        lines(
            say.text("Vault: {folder}", folder=str(created.layout.folder)),
            say.text("Recovery key: {key}", key=created.recovery_text),
            say.text("Write it down and keep it away from this computer: it is shown only now."),
        ),
    )


def info_command(options: Namespace, app: App, say: Wording) -> Output:
    """Say what the vault holds and how papers are opened."""
    with opened(options, app, say, parses=True) as vault:
        info = vault.info()
        document = {
            "vault": str(vault.layout.folder),
            "id": info.vid.hex(),
            "name": info.name,
            "format": 1,
            "gen": info.gen,
            "seq": info.seq,
            "slots": [{"id": slot.id, "type": slot.type, "label": slot.label} for slot in info.slots],
            "counts": dict(info.counts),
            "papers_bytes": info.papers_bytes,
            "rung": info.rung,
        }
        rows = [(kind, str(number)) for kind, number in info.counts if number]
        return Output(
            document,
            (
                say.text("Vault: {name}", name=info.name),
                *table(rows),
                say.text("Papers: {size} MB", size=say.decimal(info.papers_bytes / 1e6)),
                f"{rung_text(info.rung, say)} ({info.rung})",
            ),
        )


def check_command(options: Namespace, app: App, say: Wording) -> Output:
    """Check the vault; exit code 60 when anything is damaged."""
    with opened(options, app, say) as vault, Bar(units(say)) as bar:
        report = vault.check(full=options.full, progress=bar)
        document = {
            "ok": report.ok,
            "full": options.full,
            "checks": list(report.checks),
            "findings": [
                {
                    "code": each.code,
                    "subject": each.subject,
                    "damage": each.is_damage,
                    "text": finding_text(each, say),
                }
                for each in report.findings
            ],
        }
        text = [finding_text(each, say) for each in report.findings]
        if report.ok:
            text.append(say.count(len(report.checks), "{n} check, no damage.", "{n} checks, no damage."))
        return Output(document, tuple(text), ExitCode.OK if report.ok else ExitCode.CHECK_FAILED)


def log_command(options: Namespace, app: App, say: Wording) -> Output:
    """List the disclosure log, oldest first."""
    with opened(options, app, say) as vault:
        bundles = vault.disclosures()
        rows = [
            (say.instant(each.exported), each.profile, each.recipient, each.purpose, each.sha256[:12])
            for each in bundles
        ]
        return Output([record_to_json(each) for each in bundles], table(rows))
