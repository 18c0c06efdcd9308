"""The README.txt in each vault folder: it says what the folder is to whoever finds it without the program."""

README_TEXT = """\
This folder is a Referral Vault
===============================

It holds referrals, visits and insurer letters, encrypted. Nothing in it can be read without the
vault's password or its recovery key (28 letters and digits, shown once when the vault was made).

To open it: install Referral Vault and open the file vault.rvault. On the command line:
    referral-vault info "PATH OF THIS FOLDER"

Password forgotten: choose the recovery key in the unlock window, or
    referral-vault info "PATH OF THIS FOLDER" --recovery-key-fd 0
Password and recovery key both lost: nobody can open it, not even the makers of the program.

Keep the whole folder together and change nothing in it by hand. Above all never delete
records.db-journal. Copy the folder while the program is closed. Do not let two computers write to it.

What is what:
    vault.rvault, vault.rvault.bak   the locks: one for each password or recovery key; two copies
    records.db, records.db-journal   the records (SQLCipher 4)
    documents                        the papers, each sealed by itself
    agenda                           due dates, sealed
    reserve                          random bytes, room for the day the disk is full
    tmp                              sealed parts of unfinished writes; emptied at the next opening
    lock                             held while the vault is open


Dieser Ordner ist ein Referral-Vault-Tresor
===========================================

Er enthält Verordnungen, Behandlungstermine und Briefe der Versicherung, verschlüsselt. Ohne das
Passwort oder den Wiederherstellungsschlüssel (28 Zeichen, einmal gezeigt, als der Tresor angelegt
wurde) ist nichts davon lesbar.

Öffnen: Referral Vault installieren und die Datei vault.rvault öffnen. Auf der Befehlszeile:
    referral-vault info "PFAD DIESES ORDNERS"

Passwort vergessen: im Fenster zum Entsperren den Wiederherstellungsschlüssel wählen, oder
    referral-vault info "PFAD DIESES ORDNERS" --recovery-key-fd 0
Sind Passwort und Wiederherstellungsschlüssel verloren, kann niemand den Tresor öffnen, auch der
Hersteller nicht.

Den Ordner als Ganzes aufbewahren und nichts von Hand ändern. Vor allem nie records.db-journal
löschen. Nur kopieren, während das Programm geschlossen ist. Nie zwei Rechner darin schreiben lassen.
"""
