from django.db import migrations

import core.crypto


class Migration(migrations.Migration):
    dependencies = [("consent", "0022_joined_records")]

    operations = [
        migrations.AddField(
            model_name="legalhold",
            name="why_lifted",
            field=core.crypto.EncryptedTextField(blank=True, null=True),
        ),
    ]
