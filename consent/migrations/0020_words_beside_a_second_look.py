import uuid

import core.crypto
import django.db.models.deletion
from django.db import migrations, models

BESIDE = "What should change stands beside the answer, sealed."


def seal_remarks(apps, schema_editor):
    """Move what second persons wrote of an answer from the looks, which stay for good, to beside the answer; drop it where that is out."""
    requests, letters = (apps.get_model("consent", name).objects for name in ("InformationRequest", "InformationLetter"))
    looks = apps.get_model("core", "SecondLook").objects.filter(about__startswith="consent.InformationRequest:")
    for look in looks.exclude(remark__in=["", BESIDE]).order_by("pk"):
        request = requests.filter(pk=look.about.partition(":")[2], answered_on=None).first()
        if request is not None:
            letters.filter(request=request).delete()
            letters.create(request=request, remark=look.remark)
        look.remark = BESIDE
        look.save(update_fields=["remark"])


class Migration(migrations.Migration):

    dependencies = [
        ('consent', "0019_partners_told"),
        ('core', "0010_complaints"),
    ]

    operations = [
        migrations.CreateModel(
            name='InformationLetter',
            fields=[
                ('id', models.UUIDField(default=uuid.uuid4, editable=False, primary_key=True, serialize=False)),
                ('words', core.crypto.EncryptedTextField(blank=True, default='')),
                ('remark', core.crypto.EncryptedTextField(blank=True, default='')),
                ('request', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, related_name='letter', to='consent.informationrequest')),
            ],
        ),
        migrations.RunPython(seal_remarks, migrations.RunPython.noop),
    ]
